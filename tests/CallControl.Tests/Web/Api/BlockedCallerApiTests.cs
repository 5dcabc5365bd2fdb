using System.Net;
using CallControl.CallControl.Tests.Numbers;
using CallControl.CallControl.Tests.Storage;
using CallControl.Crm.Contracts;

namespace CallControl.CallControl.Tests.Web.Api;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class BlockedCallerApiTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Path = "/api/v1/blocked-callers";

    private ApiApp _app = null!;

    public async Task InitializeAsync() => _app = await ApiApp.StartAsync(postgres);

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_caller_is_blocked_in_any_writing_listed_and_served_again()
    {
        var blocked = await _app.PostAsync(Path, """{"phone": "8 (916) 123-45-67", "reason": "звонит ночью"}""");
        var again = await _app.PostAsync(Path, """{"phone": "+79161234567", "reason": null}""");
        await _app.PostAsync(Path, """{"phone": "89160000000"}""");
        var first = await _app.GetAsync(Path + "?limit=1");
        var second = await _app.GetAsync($"{Path}?limit=1&after={Uri.EscapeDataString(first.Json.GetProperty("next").GetString()!)}");
        var refused = await IsBlockedAsync();
        var removed = await _app.SendAsync(HttpMethod.Delete, Path + "/8-916-123-45-67", null);
        var gone = await _app.SendAsync(HttpMethod.Delete, Path + "/+79161234567", null);

        blocked.Status.ShouldBe(HttpStatusCode.Created, blocked.Text);
        blocked.Headers["Location"].ShouldBe(Path + "/+79161234567");
        blocked.Json.GetProperty("phone").GetString().ShouldBe("+79161234567");
        blocked.Json.GetProperty("reason").GetString().ShouldBe("звонит ночью");
        again.Status.ShouldBe(HttpStatusCode.OK);
        again.Json.GetProperty("created_at").GetDateTime().ShouldBe(blocked.Json.GetProperty("created_at").GetDateTime());
        first.Items.Single().GetProperty("phone").GetString().ShouldBe("+79160000000");
        second.Items.Single().GetProperty("phone").GetString().ShouldBe("+79161234567");
        refused.ShouldBeTrue();
        removed.Status.ShouldBe(HttpStatusCode.NoContent, removed.Text);
        gone.ShouldBeProblem(HttpStatusCode.NotFound);
        (await IsBlockedAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{}", "phone")]
    [InlineData("""{"phone": "the neighbour", "reason": 5, "until": "tomorrow"}""", "phone,reason,until")]
    [InlineData("[]", "body")]
    public async Task A_wrong_caller_is_told_field_by_field(string body, string fields)
    {
        var answer = await _app.PostAsync(Path, body);

        answer.ShouldBeProblem(HttpStatusCode.BadRequest);
        answer.WrongFields.ShouldBe(fields.Split(','), ignoreOrder: true);
    }

    private async Task<bool> IsBlockedAsync() => (await _app.Database.AttributeAsync("+79161234567", PhoneNumber.Parse("+74951112201"))).IsBlocked;
}
