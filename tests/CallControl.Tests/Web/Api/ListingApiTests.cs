using System.Net;
using CallControl.CallControl.Tests.Storage;
using CallControl.Numbers;
using Microsoft.Extensions.DependencyInjection;

namespace CallControl.CallControl.Tests.Web.Api;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class ListingApiTests(PostgresFixture postgres) : IAsyncLifetime
{
    private ApiApp _app = null!;

    public async Task InitializeAsync() => _app = await ApiApp.StartAsync(postgres);

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_listing_is_added_read_replaced_and_deleted()
    {
        var added = await _app.PostAsync("/api/v1/listings", """
            {"id": 501, "short_title": "студия у метро", "code": "A-7", "destinations": ["8 (903) 555-01-01", "204"], "confirm": false}
            """);
        var read = await _app.GetAsync("/api/v1/listings/501");
        var again = await _app.PostAsync("/api/v1/listings", """{"id": 501, "short_title": "другая", "destinations": ["204"]}""");
        var replaced = await _app.SendAsync(HttpMethod.Put, "/api/v1/listings/501", """{"short_title": "дом", "language": "en", "destinations": ["204"]}""");
        var put = await _app.SendAsync(HttpMethod.Put, "/api/v1/listings/502", """{"short_title": "дача", "destinations": ["204"]}""");
        var deleted = await _app.SendAsync(HttpMethod.Delete, "/api/v1/listings/501", null);
        var gone = await _app.GetAsync("/api/v1/listings/501");

        added.Status.ShouldBe(HttpStatusCode.Created, added.Text);
        added.Headers["Location"].ShouldBe("/api/v1/listings/501");
        read.Json.ToString().ShouldBe(added.Json.ToString());
        read.Json.GetProperty("title").GetString().ShouldBe("студия у метро");
        read.Json.GetProperty("destinations").EnumerateArray().Select(item => item.GetString()).ShouldBe(["+79035550101", "204"]);
        read.Json.GetProperty("confirm").GetBoolean().ShouldBeFalse();
        again.ShouldBeProblem(HttpStatusCode.Conflict);
        replaced.Status.ShouldBe(HttpStatusCode.OK);
        replaced.Json.GetProperty("confirm").GetBoolean().ShouldBeTrue();
        replaced.Json.GetProperty("code").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        put.Status.ShouldBe(HttpStatusCode.Created);
        deleted.Status.ShouldBe(HttpStatusCode.NoContent);
        gone.ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_listing_without_an_id_gets_one_that_no_site_has_given()
    {
        await _app.Database.AddListingsAsync(101, 5000);

        var first = await _app.PostAsync("/api/v1/listings", """{"short_title": "дом", "destinations": ["204"]}""");
        var second = await _app.PostAsync("/api/v1/listings", """{"short_title": "дом", "destinations": ["204"]}""");

        first.Json.GetProperty("id").GetInt64().ShouldBe(5001);
        second.Json.GetProperty("id").GetInt64().ShouldBe(5002);
    }

    [Fact]
    public async Task Every_wrong_field_is_named()
    {
        (string Body, string Fields)[] bodies =
        [
            ("{}", "short_title,destinations"),
            ("""{"id": 0, "short_title": " ", "title": 7, "code": [], "language": "rus", "destinations": ["+7903", 5, "204"], "confirm": "yes", "tittle": "x"}""",
                "id,short_title,title,code,language,destinations[0],destinations[1],confirm,tittle"),
            ("""{"short_title": "a\u0000b", "destinations": []}""", "short_title,destinations"),
            ("""{"short_title": "дом", "destinations": "204"}""", "destinations"),
            ("[]", "body"),
            ("{", "body"),
        ];
        foreach (var (body, fields) in bodies)
        {
            var answer = await _app.PostAsync("/api/v1/listings", body);

            answer.ShouldBeProblem(HttpStatusCode.BadRequest);
            answer.WrongFields.ShouldBe(fields.Split(','), ignoreOrder: true, body);
        }
    }

    [Fact]
    public async Task Call_settings_are_kept_and_given_back_in_a_form_that_can_be_sent_again()
    {
        const string settings = """{"ring": "parallel", "ring_seconds": 20, "owner_sees": "virtual_number", "hours": {"time_zone": "Europe/Samara", "open": ["fri-mon 22:00-02:00"]}}""";
        var added = await _app.PostAsync("/api/v1/listings", $$"""{"id": 7, "short_title": "дом", "destinations": ["204"], "call_settings": {{settings}}}""");
        var stored = await _app.Database.ScalarAsync<string>("SELECT call_settings::text FROM listings WHERE id = 7");
        var returned = added.Json.GetProperty("call_settings").ToString();
        var again = await _app.SendAsync(HttpMethod.Put, "/api/v1/listings/7", $$"""{"short_title": "дом", "destinations": ["204"], "call_settings": {{returned}}}""");
        var plain = await _app.SendAsync(HttpMethod.Put, "/api/v1/listings/7", """{"short_title": "дом", "destinations": ["204"]}""");

        added.Status.ShouldBe(HttpStatusCode.Created, added.Text);
        CallSettings.Parse(stored!).ToJson().ShouldBe(CallSettings.Parse(settings).ToJson());
        again.Status.ShouldBe(HttpStatusCode.OK, again.Text);
        again.Json.GetProperty("call_settings").ToString().ShouldBe(returned);
        plain.Json.GetProperty("call_settings").GetProperty("ring").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await _app.Database.ScalarAsync<string>("SELECT call_settings::text FROM listings WHERE id = 7")).ShouldBe("{}");
    }

    [Theory]
    [InlineData("""{"ring": "both", "ring_seconds": 4, "talk_seconds": "long", "accept": 1, "owner": "client"}""", "ring,ring_seconds,talk_seconds,accept,owner")]
    [InlineData("""{"hours": {"time_zone": "Moscow", "open": ["mon 09:00-18:00", "daily", null]}}""", "hours.time_zone,hours.open[1],hours.open[2]")]
    [InlineData("""{"hours": {"open": "daily"}, "record": 0}""", "hours.open,record")]
    [InlineData("""{"hours": {"zone": "Europe/Moscow"}}""", "hours.zone")]
    [InlineData("[]", "")]
    public async Task Every_wrong_field_of_the_call_settings_is_named(string settings, string fields)
    {
        var answer = await _app.PostAsync("/api/v1/listings", $$"""{"short_title": "дом", "destinations": ["204"], "call_settings": {{settings}}}""");

        answer.ShouldBeProblem(HttpStatusCode.BadRequest);
        answer.WrongFields.ShouldBe(fields.Split(',').Select(field => field.Length == 0 ? "call_settings" : $"call_settings.{field}"), ignoreOrder: true, answer.Text);
    }

    [Fact]
    public async Task Listings_come_in_pages_and_are_found_by_title_code_and_id()
    {
        await _app.Database.AddListingsAsync(101, 102, 103, 104, 105);
        await _app.Database.ExecuteAsync("UPDATE listings SET code = 'K-5', title = 'Дом у озера 100%' WHERE id = 104");

        var first = await _app.GetAsync("/api/v1/listings?limit=2");
        var second = await _app.GetAsync($"/api/v1/listings?limit=2&after={first.Json.GetProperty("next").GetString()}");
        var last = await _app.GetAsync($"/api/v1/listings?limit=2&after={second.Json.GetProperty("next").GetString()}");
        var byTitle = await _app.GetAsync("/api/v1/listings?search=озера%20100%25");
        var byCode = await _app.GetAsync("/api/v1/listings?search=K-5");
        var wrong = await _app.GetAsync("/api/v1/listings?limit=0&after=x");

        Ids(first).ShouldBe([101, 102]);
        Ids(second).ShouldBe([103, 104]);
        Ids(last).ShouldBe([105]);
        last.Json.GetProperty("next").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        Ids(byTitle).ShouldBe([104]);
        Ids(byCode).ShouldBe([104]);
        wrong.WrongFields.ShouldBe(["limit", "after"]);
    }

    [Fact]
    public async Task Deleting_a_listing_frees_its_number_and_keeps_its_history()
    {
        await _app.Database.AddNumbersAsync(1);
        await _app.Database.AddListingsAsync(101, 102);
        await _app.PostAsync("/get-virtual-number", """{"listing_id": 101}""");

        await _app.SendAsync(HttpMethod.Delete, "/api/v1/listings/101", null);

        (await _app.PostAsync("/get-virtual-number", """{"listing_id": 102}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await _app.Database.ScalarAsync<long>("SELECT count(*) FROM call_tracking WHERE listing_id = 101")).ShouldBe(1);
    }

    [Fact]
    public async Task A_listing_added_or_changed_is_told_to_those_who_make_its_prompts()
    {
        var heard = new Heard();
        await using var database = await TestDatabase.CreateEmptyAsync(postgres);
        await using var app = await RunningApp.StartWithAsync(
            database, builder => builder.Services.AddSingleton<IListingNeeded>(heard), "--Web:ApiKeys:0:Name=tests", $"--Web:ApiKeys:0:Key={ApiApp.Key}");
        app.Client.DefaultRequestHeaders.Add("X-Api-Key", ApiApp.Key);
        using var dom = new StringContent("""{"short_title": "дом", "destinations": ["204"]}""", System.Text.Encoding.UTF8, "application/json");
        using var wrong = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");

        await app.Client.PutAsync(new Uri("/api/v1/listings/7", UriKind.Relative), dom);
        await app.Client.PutAsync(new Uri("/api/v1/listings/8", UriKind.Relative), wrong);

        heard.Titles.ShouldBe(["дом"]);
    }

    private static IEnumerable<long> Ids(ApiAnswer answer) => answer.Items.Select(item => item.GetProperty("id").GetInt64());

    private sealed class Heard : IListingNeeded
    {
        public List<string> Titles { get; } = [];

        public void OnNeeded(Listing listing) => Titles.Add(listing.ShortTitle);
    }
}
