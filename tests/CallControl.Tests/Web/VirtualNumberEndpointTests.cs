using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using CallControl.CallControl.Tests.Storage;

namespace CallControl.CallControl.Tests.Web;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class VirtualNumberEndpointTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private RunningApp _app = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateEmptyAsync(postgres);
        _app = await RunningApp.StartAsync(_database, "--Web:AllowedOrigins:0=https://site.example");
        await _database.AddNumbersAsync(1);
        await _database.AddListingsAsync(101, 102);
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"listing_id": 101, "visitor_id": "visitor"}""")]
    [InlineData("""{"listing_id": "101", "visitor_id": null, "anything": [1]}""")]
    public async Task A_posted_listing_gets_a_number(string body)
    {
        var (response, json) = await PostAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        json.EnumerateObject().Select(property => property.Name).ShouldBe(["number", "display", "expires_at", "listing_id"]);
        json.GetProperty("number").GetString().ShouldBe("+74951112201");
        json.GetProperty("display").GetString().ShouldBe("+7-495-111-22-01");
        json.GetProperty("listing_id").GetInt64().ShouldBe(101);
        var expires = json.GetProperty("expires_at").GetString()!;
        expires.ShouldEndWith("Z");
        DateTimeOffset.Parse(expires, CultureInfo.InvariantCulture).ShouldBe(TimeProvider.System.GetUtcNow().AddMinutes(30), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_query_works_as_the_body_does()
    {
        var (response, json) = await SendAsync(new HttpRequestMessage(HttpMethod.Get, "/get-virtual-number?listing_id=101&visitor_id=visitor"));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        json.GetProperty("number").GetString().ShouldBe("+74951112201");
        (await _database.QueryAsync<string>("SELECT visitor_id FROM call_tracking")).ShouldBe(["visitor"]);
    }

    [Theory]
    [InlineData("{}", "listing_id")]
    [InlineData("""{"listing_id": null}""", "listing_id")]
    [InlineData("""{"listing_id": ""}""", "listing_id")]
    [InlineData("""{"listing_id": "abc"}""", "listing_id")]
    [InlineData("""{"listing_id": 1.5}""", "listing_id")]
    [InlineData("""{"listing_id": -1}""", "listing_id")]
    [InlineData("""{"listing_id": 99999999999999999999}""", "listing_id")]
    [InlineData("""{"listing_id": [101]}""", "listing_id")]
    [InlineData("""{"listing_id": true}""", "listing_id")]
    [InlineData("""{"listing_id": "\ud800"}""", "listing_id")]
    [InlineData("""{"listing_id": 101, "visitor_id": 7}""", "visitor_id")]
    [InlineData("""{"listing_id": 101, "visitor_id": "a\u0000b"}""", "visitor_id")]
    [InlineData("""{"listing_id": 101, "visitor_id": "\udfff"}""", "visitor_id")]
    [InlineData("""{"listing_id": "x", "visitor_id": {}}""", "listing_id,visitor_id")]
    [InlineData("", "body")]
    [InlineData("[]", "body")]
    [InlineData("101", "body")]
    [InlineData("""{"listing_id": 101""", "body")]
    [InlineData("listing_id=101", "body")]
    public async Task A_wrong_body_is_told_field_by_field(string body, string fields)
    {
        var (response, json) = await PostAsync(body);

        ShouldBeProblem(response, HttpStatusCode.BadRequest);
        json.GetProperty("errors").EnumerateObject().Select(property => property.Name).ShouldBe(fields.Split(','));
    }

    [Theory]
    [InlineData("", "listing_id")]
    [InlineData("?listing_id=", "listing_id")]
    [InlineData("?listing_id=1e3", "listing_id")]
    [InlineData("?listing_id=101&listing_id=102", "listing_id")]
    [InlineData("?listing_id=%D9%A1", "listing_id")]
    [InlineData("?listing_id=101&visitor_id=%00", "visitor_id")]
    [InlineData("?listing_id=101&visitor_id=a%0Ab", "visitor_id")]
    public async Task A_wrong_query_is_told_field_by_field(string query, string fields)
    {
        var (response, json) = await SendAsync(new HttpRequestMessage(HttpMethod.Get, "/get-virtual-number" + query));

        ShouldBeProblem(response, HttpStatusCode.BadRequest);
        json.GetProperty("errors").EnumerateObject().Select(property => property.Name).ShouldBe(fields.Split(','));
    }

    [Theory]
    [InlineData(100, HttpStatusCode.OK)]
    [InlineData(101, HttpStatusCode.BadRequest)]
    public async Task A_visitors_id_has_at_most_100_characters(int length, HttpStatusCode expected)
    {
        var (response, _) = await PostAsync(JsonSerializer.Serialize(new { listing_id = 101, visitor_id = new string('я', length) }));

        response.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Hostile_texts_are_stored_or_refused_and_never_break_anything()
    {
        string[] hostile = ["'; DROP TABLE listings; --", "\ud83d\ude00", "\ufffe", "\u202e", "%s%n", "{{7*7}}", "  "];
        foreach (var visitor in hostile)
        {
            var (response, _) = await PostAsync(JsonSerializer.Serialize(new { listing_id = 101, visitor_id = visitor }));

            response.StatusCode.ShouldBe(HttpStatusCode.OK, visitor);
        }
    }

    [Fact]
    public async Task An_unknown_listing_is_not_found()
    {
        var (response, json) = await PostAsync("""{"listing_id": 999}""");

        ShouldBeProblem(response, HttpStatusCode.NotFound);
        json.GetProperty("title").GetString().ShouldBe("Объект не найден");
        json.GetProperty("listing_id").GetInt64().ShouldBe(999);
    }

    [Fact]
    public async Task An_empty_pool_gives_the_owners_phone()
    {
        await PostAsync("""{"listing_id": 101}""");

        var (response, json) = await PostAsync("""{"listing_id": 102}""");

        ShouldBeProblem(response, HttpStatusCode.ServiceUnavailable);
        json.GetProperty("owner_phone").GetString().ShouldBe("+79035550102");
        json.GetProperty("owner_phone_display").GetString().ShouldBe("+7-903-555-01-02");
        response.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(30));
    }

    [Fact]
    public async Task An_owner_with_an_extension_only_has_no_phone_to_show()
    {
        await _database.ExecuteAsync("UPDATE listings SET destinations = '{204}' WHERE id = 102");
        await PostAsync("""{"listing_id": 101}""");

        var (response, json) = await PostAsync("""{"listing_id": 102}""");

        ShouldBeProblem(response, HttpStatusCode.ServiceUnavailable);
        json.GetProperty("owner_phone").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData(null, "Объект не найден")]
    [InlineData("en-US,en;q=0.9", "There is no such listing")]
    [InlineData("de,en;q=0.5", "There is no such listing")]
    [InlineData("en;q=0.3,ru;q=0.8", "Объект не найден")]
    [InlineData("fr", "Объект не найден")]
    [InlineData(";;;q=,", "Объект не найден")]
    public async Task Problems_are_told_in_the_visitors_language(string? accept, string title)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/get-virtual-number?listing_id=999");
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", accept);

        var (_, json) = await SendAsync(request);

        json.GetProperty("title").GetString().ShouldBe(title);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_that_is_not_declared_as_json_is_refused(string type)
    {
        var (response, _) = await PostAsync("""{"listing_id": 101}""", type);

        ShouldBeProblem(response, HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_huge_body_is_refused()
    {
        var (response, _) = await PostAsync($$"""{"listing_id": 101, "padding": "{{new string('x', 10_000)}}"}""");

        ShouldBeProblem(response, HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("DELETE", "/get-virtual-number", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound)]
    public async Task Other_methods_and_paths_are_problems_too(string method, string path, HttpStatusCode expected)
    {
        var (response, _) = await SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        ShouldBeProblem(response, expected);
    }

    [Theory]
    [InlineData("https://site.example", true)]
    [InlineData("https://other.example", false)]
    public async Task Only_pages_of_allowed_sites_may_ask_from_a_browser(string origin, bool allowed)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, "/get-virtual-number");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");

        using var response = await _app.Client.SendAsync(request);

        response.Headers.Contains("Access-Control-Allow-Origin").ShouldBe(allowed);
    }

    private static void ShouldBeProblem(HttpResponseMessage response, HttpStatusCode status)
    {
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    private Task<(HttpResponseMessage Response, JsonElement Json)> PostAsync(string body, string type = "application/json") =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, "/get-virtual-number") { Content = new StringContent(body, Encoding.UTF8, type) });

    private async Task<(HttpResponseMessage Response, JsonElement Json)> SendAsync(HttpRequestMessage request)
    {
        var response = await _app.Client.SendAsync(request);
        return (response, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }
}
