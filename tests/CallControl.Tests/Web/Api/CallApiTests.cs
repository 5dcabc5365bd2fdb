using System.Net;
using System.Text;
using CallControl.CallControl.Tests.Numbers;
using CallControl.CallControl.Tests.Storage;

namespace CallControl.CallControl.Tests.Web.Api;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class CallApiTests(PostgresFixture postgres) : IAsyncLifetime
{
    private ApiApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await ApiApp.StartAsync(postgres);
        await _app.Database.AddListingsAsync(101, 102);
        // Ten calls, a minute apart; even ones answered, the fifth to another number, the tenth alive; two at the very same time
        await _app.Database.ExecuteAsync("""
            INSERT INTO calls (id, node, flow, stage, caller, dialled, listing_id, attribution, caller_channel, started_at, bridged_at, ended_at, end_side, end_reason)
            SELECT ('00000000-0000-0000-0000-0000000000' || to_char(n, 'FM00'))::uuid, 'pbx', 'virtual-number', 'talking',
                   CASE n WHEN 3 THEN '=HYPERLINK("x";1)' WHEN 4 THEN NULL ELSE '+7916000000' || n % 2 END,
                   CASE n WHEN 5 THEN '+74951112202' ELSE '+74951112201' END, 101 + n % 2, 'live_lease', 'c' || n,
                   timestamptz '2026-03-01 10:00:00Z' + interval '1 minute' * CASE n WHEN 8 THEN 7 ELSE n END,
                   CASE WHEN n % 2 = 0 AND n < 10 THEN timestamptz '2026-03-01 10:20:00Z' END,
                   CASE WHEN n < 10 THEN timestamptz '2026-03-01 10:20:12.5Z' END,
                   CASE WHEN n < 10 THEN 'caller' END, CASE WHEN n < 10 THEN CASE n WHEN 1 THEN 'no_digit' ELSE 'hung_up' END END
            FROM generate_series(1, 10) AS n
            """);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Pages_hold_every_call_once_the_newest_first()
    {
        var seen = new List<int>();
        string? next = "";
        while (next is not null)
        {
            var page = await _app.GetAsync($"/api/v1/calls?limit=3&after={next}");
            seen.AddRange(Calls(page));
            next = page.Json.GetProperty("next").GetString();
        }

        seen.ShouldBe([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    }

    [Fact]
    public async Task Calls_are_found_by_what_is_known_of_them()
    {
        (string Query, string Calls)[] searches =
        [
            ("from=2026-03-01T10:06:00Z", "10,9,8,7,6"),
            ("from=2026-03-01T13:06:00%2B03:00&to=2026-03-01T10:09:00Z", "8,7,6"),
            ("to=2026-03-01", ""),
            ("number=84951112202", "5"),
            ("number=+74951112202", "5"),
            ("listing_id=101", "10,8,6,4,2"),
            ("caller=8(916)0000001", "9,7,5,1"),
            ("outcome=answered", "8,6,4,2"),
            ("outcome=missed", "9,7,5,3,1"),
            ("outcome=live", "10"),
            ("end_reason=no_digit", "1"),
            ("end_reason=caller.hung_up&listing_id=102", "9,7,5,3"),
            ("flow=zadarma", ""),
            ("caller=%27%3B+DROP+TABLE+calls%3B--", ""),
        ];
        foreach (var (query, calls) in searches)
        {
            var answer = await _app.GetAsync("/api/v1/calls?" + query);

            answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
            string.Join(',', Calls(answer)).ShouldBe(calls, query);
        }
    }

    [Fact]
    public async Task Every_wrong_word_of_a_query_is_named()
    {
        var answer = await _app.GetAsync("/api/v1/calls?from=yesterday&to=x&number=12&listing_id=a&outcome=good&after=1&limit=1000");

        answer.ShouldBeProblem(HttpStatusCode.BadRequest);
        answer.WrongFields.ShouldBe(["from", "to", "number", "listing_id", "outcome", "after", "limit"], ignoreOrder: true);
        (await _app.GetAsync("/api/v1/calls?from=2026-03-02&to=2026-03-01")).WrongFields.ShouldBe(["to"]);
    }

    [Theory]
    [InlineData("", ';', "12,5")]
    [InlineData("?separator=comma", ',', "12.5")]
    public async Task The_export_opens_in_Excel_and_holds_no_formula(string query, char separator, string talk)
    {
        using var response = await _app.App.Client.GetAsync(new Uri("/api/v1/calls/export.csv" + query, UriKind.Relative));
        var bytes = await response.Content.ReadAsByteArrayAsync();

        response.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe("calls.csv");
        bytes[..3].ShouldBe(Encoding.UTF8.GetPreamble());
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        lines.Length.ShouldBe(12);
        lines[0].ShouldStartWith($"id{separator}started_at{separator}caller");
        var second = lines[9];
        second.ShouldContain($"{separator}2026-03-01 10:02:00{separator}+79160000000{separator}");
        second.ShouldContain(talk.Contains(',', StringComparison.Ordinal) ? $"\"{talk}\"" : talk);
        lines[8].ShouldContain("\"'=HYPERLINK(\"\"x\"\";1)\"");
    }

    [Fact]
    public async Task One_call_comes_with_its_times_events_and_recording()
    {
        var id = "00000000-0000-0000-0000-000000000002";
        await _app.Database.ExecuteAsync("""
            INSERT INTO call_events (call_id, at, kind, subject, detail) VALUES
              ('00000000-0000-0000-0000-000000000002', '2026-03-01 10:02:01Z', 'digit', '1', NULL),
              ('00000000-0000-0000-0000-000000000002', '2026-03-01 10:02:00Z', 'stage', 'greeting', 'live_lease');
            INSERT INTO recordings (call_id, path, seconds) VALUES ('00000000-0000-0000-0000-000000000002', '/secret/place.mp3', 12.5);
            """);

        var answer = await _app.GetAsync($"/api/v1/calls/{id}");
        var unknown = await _app.GetAsync($"/api/v1/calls/{Guid.NewGuid()}");

        answer.Json.GetProperty("call").GetProperty("outcome").GetString().ShouldBe("answered");
        answer.Json.GetProperty("call").GetProperty("recorded").GetBoolean().ShouldBeTrue();
        answer.Json.GetProperty("times").GetProperty("bridged_at").GetString().ShouldBe("2026-03-01T10:20:00Z");
        answer.Json.GetProperty("events").EnumerateArray().Select(happened => happened.GetProperty("kind").GetString()).ShouldBe(["stage", "digit"]);
        answer.Json.GetProperty("recording").GetProperty("seconds").GetDouble().ShouldBe(12.5);
        answer.Json.GetProperty("recording").GetProperty("url").GetString()!.ShouldStartWith($"/recordings/{id}.mp3?expires=");
        answer.Text.ShouldNotContain("/secret/");
        unknown.ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Statistics_tell_shown_called_and_answered_per_number_listing_and_day()
    {
        await _app.Database.AddNumbersAsync(2);
        await _app.Database.LeaseAsync(101, "one");
        await _app.Database.LeaseAsync(101, "two");
        // answered, missed, and a call from memory
        await _app.Database.CallAsync("+79160000001", "+74951112201", 101, Guid.Parse("00000000-0000-0000-0000-000000000002"));
        await _app.Database.CallAsync("+79160000002", "+74951112201", 101, Guid.Parse("00000000-0000-0000-0000-000000000003"));
        await _app.Database.CallAsync("+79160000002", "+74951112201", 101, Guid.Parse("00000000-0000-0000-0000-000000000005"));

        var numbers = await _app.GetAsync("/api/v1/statistics/numbers");
        var listings = await _app.GetAsync("/api/v1/statistics/listings?limit=5");
        var days = await _app.GetAsync("/api/v1/statistics/days?time_zone=UTC");
        var past = await _app.GetAsync("/api/v1/statistics/listings?to=2020-01-01");
        var wrong = await _app.GetAsync("/api/v1/statistics/days?time_zone=Mars/Olympus&from=x");

        numbers.Items.Select(Usage).ShouldBe([(2, 3, 1), (0, 0, 0)]);
        numbers.Items.First().GetProperty("number").GetString().ShouldBe("+74951112201");
        listings.Items.Select(Usage).ShouldBe([(2, 3, 1)]);
        listings.Items.Single().GetProperty("short_title").GetString().ShouldBe("квартира 101");
        days.Items.Select(Usage).ShouldBe([(2, 3, 1)]);
        days.Items.Single().GetProperty("day").GetString().ShouldBe(TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        past.Items.ShouldBeEmpty();
        wrong.WrongFields.ShouldBe(["from", "time_zone"]);
    }

    private static (long Shown, long Called, long Answered) Usage(System.Text.Json.JsonElement row) =>
        (row.GetProperty("shown").GetInt64(), row.GetProperty("called").GetInt64(), row.GetProperty("answered").GetInt64());

    private static IEnumerable<int> Calls(ApiAnswer answer) =>
        answer.Items.Select(call => int.Parse(call.GetProperty("id").GetString()![^2..], System.Globalization.CultureInfo.InvariantCulture));
}
