using System.Net;
using CallControl.CallControl.Tests.Storage;

namespace CallControl.CallControl.Tests.Web.Api;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class ApiKeyTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Without_a_configured_key_nobody_is_let_in_and_the_answer_says_what_to_set()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(postgres);
        await using var app = await RunningApp.StartAsync(database);

        using var response = await app.Client.GetAsync(new Uri("/api/v1/numbers", UriKind.Relative));

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await response.Content.ReadAsStringAsync()).ShouldContain("Web:ApiKeys:0:Key");
    }

    [Fact]
    public async Task Only_a_right_key_opens_the_api_and_it_is_never_repeated()
    {
        await using var app = await ApiApp.StartAsync(postgres, "--Web:ApiKeys:1:Name=second", "--Web:ApiKeys:1:Key=another-key-of-another");
        app.App.Client.DefaultRequestHeaders.Remove("X-Api-Key");

        var none = await app.GetAsync("/api/v1/listings");
        var wrong = await app.SendAsync(HttpMethod.Get, "/api/v1/listings", null, headers: ("X-Api-Key", ApiApp.Key + "x"));
        var twice = await app.SendAsync(HttpMethod.Get, "/api/v1/listings", null, headers: [("X-Api-Key", ApiApp.Key), ("X-Api-Key", ApiApp.Key)]);
        var second = await app.SendAsync(HttpMethod.Get, "/api/v1/listings", null, headers: ("X-Api-Key", "another-key-of-another"));

        none.ShouldBeProblem(HttpStatusCode.Unauthorized);
        wrong.ShouldBeProblem(HttpStatusCode.Unauthorized);
        wrong.Text.ShouldNotContain(ApiApp.Key);
        twice.ShouldBeProblem(HttpStatusCode.Unauthorized);
        second.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_short_key_stops_the_start_without_being_shown()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(postgres);

        var error = await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => RunningApp.StartAsync(database, "--Web:ApiKeys:0:Name=short", "--Web:ApiKeys:0:Key=hunter2", "--Web:TrustedProxies:0=nonsense"));

        error.Message.ShouldContain("Web:ApiKeys:0:Key");
        error.Message.ShouldContain("nonsense");
        error.Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task The_document_describes_every_path_of_the_api_and_resolves_its_references()
    {
        await using var app = await ApiApp.StartAsync(postgres);

        var document = (await app.GetAsync("/openapi/v1.json")).Json;

        document.GetProperty("openapi").GetString()!.ShouldStartWith("3.");
        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        foreach (var path in new[]
        {
            "/api/v1/listings", "/api/v1/listings/{id}", "/api/v1/numbers", "/api/v1/numbers/{number}", "/api/v1/numbers/{number}/drain", "/api/v1/leases",
            "/api/v1/leases/{number}", "/api/v1/blocked-callers", "/api/v1/blocked-callers/{phone}", "/api/v1/calls", "/api/v1/calls/export.csv", "/api/v1/calls/{id}", "/api/v1/statistics/numbers",
            "/api/v1/statistics/listings", "/api/v1/statistics/days", "/get-virtual-number",
        })
            paths.ShouldContain(path);
        var calls = document.GetProperty("paths").GetProperty("/api/v1/calls").GetProperty("get");
        calls.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()).ShouldBe(
            ["from", "to", "number", "listing_id", "caller", "outcome", "end_reason", "flow", "after", "limit"], ignoreOrder: true);
        calls.GetProperty("security").GetArrayLength().ShouldBe(1);
        var schemas = document.GetProperty("components").GetProperty("schemas");
        foreach (var reference in document.ToString().Split("#/components/schemas/").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]))
            schemas.TryGetProperty(reference, out _).ShouldBeTrue(reference);
        schemas.GetProperty("ListingView").GetProperty("properties").TryGetProperty("short_title", out _).ShouldBeTrue();
        schemas.GetProperty("CallSettings").GetProperty("properties").EnumerateObject().Select(property => property.Name).ShouldBe(
            ["ring", "accept", "ring_seconds", "talk_seconds", "record", "consent", "owner_sees", "hours"], ignoreOrder: true);
        schemas.GetProperty("NumberChange").GetProperty("properties").TryGetProperty("ask_code", out _).ShouldBeTrue();
    }
}
