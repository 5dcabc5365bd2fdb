using System.Text;
using System.Text.Json.Nodes;
using CallControl.TestKit.Vendors.RetailCrm;

namespace CallControl.Crm.Tests.RetailCrm;

/// <summary>The stand-in must refuse what RetailCRM refuses, or the adapter's tests prove nothing.</summary>
public sealed class RetailCrmStubTests : IAsyncLifetime
{
    private readonly StillTime _time = new();
    private readonly RetailCrmStub _stub;
    private readonly SocketsHttpHandler _handler = new();
    private RetailCrmAccount? _account;

    public RetailCrmStubTests() => _stub = new RetailCrmStub(_time);

    public async Task InitializeAsync()
    {
        await _stub.StartAsync();
        _account = _stub.Open("key");
        _account.Register("m", (_account.Employ("Oleg"), "101"));
    }

    public async Task DisposeAsync()
    {
        _handler.Dispose();
        await _stub.DisposeAsync();
    }

    [Theory]
    [InlineData("v5/credentials", 404, "API method not found")]
    [InlineData("v5/telephony/setting", 404, "API method not found")]
    [InlineData("v5/customers?limit=10", 400, "Errors in the entity format")]
    [InlineData("v5/customers/60?by=id", 404, "Not found")]
    [InlineData("v5/integration-modules/none", 404, "Not found")]
    [InlineData("v5/telephony/manager", 400, "Parameter 'phone' is missing")]
    [InlineData("credentials", 200, null)]
    public async Task A_question_is_answered_so(string path, int status, string? message) => (await AskAsync(path)).ShouldBe((status, message));

    [Theory]
    [InlineData("telephony/call-event", "event={}", 404, "API method not found")]
    [InlineData("telephony/call/event", """event={"phone":"1","type":"in"}""", 400, "Errors in the entity format")]
    [InlineData("telephony/call/event", """event={"phone":"1","type":"in","codes":["101"],"hangupStatus":"busy"}""", 400, "Errors in the entity format")]
    [InlineData("telephony/call/event", """event={"phone":"1","type":"hangup","codes":["101"],"hangupStatus":"no answer"}""", 400, "Errors in the entity format")]
    [InlineData("telephony/call/event", """event={"phone":"1","type":"hangup","codes":["101"],"hangupStatus":"no answered"}""", 200, null)]
    [InlineData("telephony/calls/upload", """calls=[{"date":"2026-01-15T10:00:00","type":"in","phone":"1","result":"answered","externalId":"1","code":"101"}]""", 400, "Errors in the entity format")]
    [InlineData("telephony/calls/upload", """calls=[{"date":"2026-01-15 10:00:00","type":"in","phone":"1","result":"no answered","externalId":"1","code":"101"}]""", 400, "Errors in the entity format")]
    [InlineData("telephony/calls/upload", """calls=[{"date":"2026-01-15 10:00:00","type":"in","phone":"1","result":"no answer","externalId":"1"}]""", 400, "Errors in the entity format")]
    [InlineData("telephony/calls/upload", """calls=[{"date":"2026-01-15 10:00:00","type":"in","phone":"1","result":"no answer","externalId":"1","code":"1"}]""", 400, "Errors in the entity format")]
    [InlineData("telephony/calls/upload", """calls=[{"date":"2026-01-15 10:00:00","type":"in","phone":"1","result":"no answer","externalId":"1","code":"101","site":"no-shop"}]""", 400, "Errors in the entity format")]
    [InlineData("telephony/calls/upload", """calls=[{"date":"2026-01-15 10:00:00","type":"in","phone":"1","result":"no answer","externalId":"1","code":"101"},{"date":"2026-01-15 10:00:01","type":"in","phone":"1","result":"no answer","externalId":"1","code":"101"}]""", 400, "Errors in the entity format")]
    [InlineData("telephony/calls/upload", """calls=[{"date":"2026-01-15 10:00:00","type":"in","phone":"1","result":"no answer","externalId":"1","code":"101"}]""", 200, null)]
    [InlineData("customers/create", "site=main-shop", 400, "Parameter 'customer' is missing")]
    public async Task A_form_is_answered_so(string path, string form, int status, string? message) =>
        (await AskAsync("v5/" + path, form)).ShouldBe((status, message));

    [Fact]
    public async Task A_JSON_body_is_no_form() =>
        (await AskAsync("v5/customers/create", """{"customer":{"firstName":"x"}}""", type: "application/json")).ShouldBe((400, "Parameter 'customer' is missing"));

    [Theory]
    [InlineData(null, 400, "\"apiKey\" is missing.")]
    [InlineData("other", 403, "Wrong \"apiKey\" value.")]
    public async Task Without_the_right_key_nothing_is_answered(string? key, int status, string message) =>
        (await AskAsync("v5/users", key: key)).ShouldBe((status, message));

    [Fact]
    public async Task Without_a_module_telephony_is_refused_with_200()
    {
        _account!.Modules.Clear();

        (await AskAsync("v5/telephony/manager?phone=%2B375290000001")).ShouldBe((200, "Telephony not enabled or not supports calls upload"));
    }

    [Fact]
    public async Task More_than_fifty_calls_are_refused()
    {
        static string Call(int id) => $$"""{"date":"2026-01-15 10:00:00","type":"in","phone":"1","result":"busy","externalId":"{{id}}","code":"101"}""";

        (await AskAsync("v5/telephony/calls/upload", $"calls=[{string.Join(',', Enumerable.Range(0, 51).Select(Call))}]")).Status.ShouldBe(400);
        (await AskAsync("v5/telephony/calls/upload", $"calls=[{string.Join(',', Enumerable.Range(0, 50).Select(Call))}]")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("v5/users", 10)]
    [InlineData("v5/telephony/manager?phone=1", 40)]
    public async Task One_request_more_than_the_limit_in_a_second_is_refused(string path, int limit)
    {
        _time.IsStill = true;
        for (var i = 0; i < limit; i++)
            (await AskAsync(path)).Status.ShouldBe(200);

        (await AskAsync(path)).Status.ShouldBe(503);
    }

    [Fact]
    public async Task A_call_that_is_there_stays_as_it_is()
    {
        const string call = """{"date":"2026-01-15 10:00:00","type":"in","phone":"1","result":"busy","externalId":"1","code":"101"}""";
        await AskAsync("v5/telephony/calls/upload", $"calls=[{call}]");

        await AskAsync("v5/telephony/calls/upload", $"calls=[{call.Replace("busy", "answered", StringComparison.Ordinal)}]");

        _account!.Calls.ShouldHaveSingleItem().Text("result").ShouldBe("busy");
        _stub.Journal[^1].Answer!["duplicateCalls"]!.AsArray().Count.ShouldBe(1);
    }

    private async Task<(int Status, string? Message)> AskAsync(string path, string? form = null, string type = "application/x-www-form-urlencoded", string? key = "key")
    {
        using var client = new HttpClient(_handler, disposeHandler: false);
        using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, new Uri(_stub.Address, "/api/" + path));
        if (form is not null)
            request.Content = new StringContent(form, Encoding.UTF8, type);
        if (key is not null)
            request.Headers.Add("X-API-KEY", key);
        using var response = await client.SendAsync(request);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return ((int)response.StatusCode, body["errorMsg"]?.GetValue<string>());
    }

    private sealed class StillTime : TimeProvider
    {
        public bool IsStill { get; set; }

        public override long GetTimestamp() => IsStill ? 0 : base.GetTimestamp();
    }
}
