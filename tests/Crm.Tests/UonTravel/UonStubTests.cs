using System.Net.Http.Headers;
using CallControl.TestKit.Vendors.UonTravel;

namespace CallControl.Crm.Tests.UonTravel;

/// <summary>The stand-in refuses what U-ON refuses: a test that passes against a lenient one says nothing.</summary>
public sealed class UonStubTests : IAsyncLifetime
{
    private readonly UonStub _stub = new();
    private readonly SocketsHttpHandler _handler = new();
    private UonAccount _account = null!;

    public async Task InitializeAsync()
    {
        await _stub.StartAsync();
        _account = _stub.Open("key");
    }

    public async Task DisposeAsync()
    {
        _handler.Dispose();
        await _stub.DisposeAsync();
    }

    [Theory]
    [InlineData("user/phone/375290000001.json", 404, "404")]
    [InlineData("user/phone/%2B375290000001.json", 404, "Parameter phone is wrong")]
    [InlineData("user/phone/375290000001", 404, "No route found")]
    [InlineData("lead/search.json", 404, "No route found")]
    public async Task Questions(string path, int status, string text)
    {
        var answer = await SendAsync(path);

        answer.Status.ShouldBe(status);
        answer.Text.ShouldContain(text);
    }

    [Theory]
    [InlineData("lead/create.json", "r_cl_id=31&status_id=1", "Parameter u_phone is wrong")]
    [InlineData("lead/create.json", "r_cl_id=31&u_phone=1&status_id=99", "Parameter status_id is wrong")]
    [InlineData("call_history/create.json", "phone=375290000001&direction=2", "Parameter start is wrong")]
    [InlineData("call_history/create.json", "phone=%2B375290000001&start=2026-01-15+10:00:00&direction=2", "Parameter phone is wrong")]
    [InlineData("call_history/create.json", "phone=375290000001&start=2026-01-15+10:00:00&direction=3", "Parameter direction is wrong")]
    [InlineData("notification/create.json", "text=x&manager_id=101", "Parameter manager_id is wrong")]
    [InlineData("call_history/create.json", "phone=375290000001&start=2026-01-15+10:00:00&direction=2&manager_id=101", "Parameter manager_id is wrong")]
    [InlineData("user/create.json", "u_phone=375290000001&u_manager_id=101", "Parameter u_manager_id is wrong")]
    [InlineData("user/update/31.json", "u_manager_id=101", "Parameter u_manager_id is wrong")]
    [InlineData("lead/create.json", "r_cl_id=31&u_phone=1&r_u_id=101", "Parameter r_u_id is wrong")]
    [InlineData("request/update/32.json", "manager_id=101", "Parameter manager_id is wrong")]
    [InlineData("lead/update/31.json", "status_id=1", "No route found")]
    public async Task What_is_wrong_is_refused(string path, string form, string text)
    {
        _account.AddLead(_account.AddUser(("u_phone", "1")), "1");

        (await SendAsync(path, form)).Text.ShouldContain(text);
    }

    [Theory]
    [InlineData("request/update/32.json", "status_id=5", "status_id")]
    [InlineData("user/update/31.json", "manager_id=2", "manager_id")]
    [InlineData("user/create.json", "u_phone=+375290000001", "space for its plus")]
    public async Task What_U_ON_swallows_is_remarked(string path, string form, string remark)
    {
        _account.AddLead(_account.AddUser(("u_phone", "1")), "1");

        var answer = await SendAsync(path, form);

        answer.Status.ShouldBe(200);
        _stub.Journal.ShouldHaveSingleItem().Request.Remarks.ShouldHaveSingleItem().ShouldContain(remark);
    }

    [Fact]
    public async Task A_new_client_is_found_by_phone_after_a_second()
    {
        _stub.IndexDelay = TimeSpan.FromHours(1);
        await SendAsync("user/create.json", "u_phone=375290000001");
        var soon = await SendAsync("user/phone/375290000001.json");
        _stub.IndexDelay = TimeSpan.Zero;

        var later = await SendAsync("user/phone/375290000001.json");

        (soon.Status, later.Status).ShouldBe((404, 200));
    }

    [Fact]
    public async Task A_lead_for_a_client_who_is_not_found_yet_is_remarked()
    {
        _stub.IndexDelay = TimeSpan.FromHours(1);
        await SendAsync("user/create.json", "u_phone=375290000001");

        await SendAsync("lead/create.json", $"r_cl_id={_account.Users[0].Id}&u_phone=375290000001");

        _stub.Journal[^1].Request.Remarks.ShouldHaveSingleItem().ShouldContain("yet");
    }

    [Fact]
    public async Task A_wrong_key_and_an_eleventh_request_in_a_second_are_refused()
    {
        var wrong = await SendAsync("manager.json", key: "other");
        var many = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => SendAsync("manager.json")));

        (wrong.Status, wrong.Text.Contains("API key is wrong", StringComparison.Ordinal)).ShouldBe((403, true));
        many.ShouldContain(answer => answer.Status == 429);
    }

    private async Task<(int Status, string Text)> SendAsync(string path, string? form = null, string key = "key")
    {
        using var client = new HttpClient(_handler, disposeHandler: false);
        using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, new Uri(_stub.Address, $"{key}/{path}"));
        if (form is not null)
            request.Content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
