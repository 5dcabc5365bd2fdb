using System.Net;
using System.Text.Json.Nodes;
using CallControl.CallControl.Tests.Storage;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors;

namespace CallControl.CallControl.Tests.DigitalRop;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class TablePollTests(PostgresFixture postgres) : IAsyncLifetime
{
    private RopApp _app = null!;

    public async Task InitializeAsync() => _app = await RopApp.StartAsync(postgres);

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_table_that_does_not_come_is_asked_for_more_and_more_rarely_until_it_is_ready()
    {
        await _app.SaveAsync(Tables);
        var call = await _app.SendCallAsync();
        await Poll.UntilAsync(() => Asked() >= 3, RopApp.Patience, "it was asked for three times");

        var wait = await _app.Database.ScalarAsync<double>("SELECT extract(epoch FROM due_at - now())::float8 FROM call_analysis_polls");
        _app.Account.Tables[("TBL_1", call.Id.ToString())] = new JsonObject { ["field1"] = "Значение" };
        await Poll.UntilAsync(async () => await _app.CountResultsAsync() == 1, RopApp.Patience, "the result is stored");
        var asked = Asked();

        // The first wait is a tenth of a second; after three questions the next is 0.8 s off or more.
        wait.ShouldBeGreaterThan(0.4);
        var result = (await _app.Api.GetAsync($"/api/v1/calls/{call.Id}")).Json.GetProperty("analysis").GetProperty("results")[0];
        (result.GetProperty("source").GetString(), result.GetProperty("subject").GetString(), result.GetProperty("result").GetProperty("data").GetProperty("field1").GetString())
            .ShouldBe(("poll", "TBL_1", "Значение"));
        (await PollsAsync()).ShouldBe(0);
        Asked().ShouldBe(asked);
    }

    [Fact]
    public async Task A_table_that_came_by_itself_is_not_asked_for_and_wins_over_what_was()
    {
        await _app.SaveAsync(Tables);
        var call = await _app.SendCallAsync();
        _app.Account.Tables[("TBL_1", call.Id.ToString())] = new JsonObject { ["field1"] = "x" };
        await Poll.UntilAsync(async () => await _app.CountResultsAsync() == 1, RopApp.Patience, "the result is stored");

        (await _app.Api.PostAsync(await _app.WebhookAsync("table", "TBL_1"), RopApp.Table(call.Id.ToString()))).Status.ShouldBe(HttpStatusCode.OK);

        (await _app.CountResultsAsync()).ShouldBe(1);
        (await _app.Database.ScalarAsync<string>("SELECT source FROM call_analysis")).ShouldBe("webhook");
        (await PollsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_services_own_number_is_asked_by_too()
    {
        _app.Account.OwnCallId = "8";
        _app.Account.Tables[("TBL_1", "8")] = new JsonObject { ["field1"] = "x" };
        await _app.SaveAsync(Tables);

        var call = await _app.SendCallAsync();
        await Poll.UntilAsync(async () => await _app.CountResultsAsync() == 1, RopApp.Patience, "the result is stored");

        (await _app.Database.ScalarAsync<Guid>("SELECT call_id FROM call_analysis")).ShouldBe(call.Id);
    }

    [Fact]
    public async Task A_service_that_is_away_is_asked_again()
    {
        await _app.SaveAsync(Tables);
        var call = await _app.SendCallAsync();
        _app.Account.Tables[("TBL_1", call.Id.ToString())] = new JsonObject { ["field1"] = "x" };
        _app.Stub.Suffer(VendorTrouble.Unavailable);
        await Poll.UntilAsync(() => _app.Stub.Journal.Any(entry => entry.Status == 503), RopApp.Patience, "it was asked in vain");

        _app.Stub.Recover();

        await Poll.UntilAsync(async () => await _app.CountResultsAsync() == 1, RopApp.Patience, "the result is stored");
    }

    [Fact]
    public async Task An_answer_that_can_not_be_kept_costs_no_other_table()
    {
        await _app.SaveAsync(settings => settings["tables"] = JsonNode.Parse("""{"TBL_0": {}, "TBL_1": {}}"""));
        _app.Stub.Instead = request => request.Query["tab"] == "TBL_0"
            ? new StubAnswer(200, new JsonObject { ["ready"] = true, ["data"] = new JsonObject { ["field1"] = "\0" } })
            : null;

        var calls = new[] { await _app.SendCallAsync(), await _app.SendCallAsync() };
        foreach (var call in calls)
            _app.Account.Tables[("TBL_1", call.Id.ToString())] = new JsonObject { ["field1"] = "x" };

        await Poll.UntilAsync(async () => await _app.CountResultsAsync() == 2, RopApp.Patience, "the other tables are stored");
        (await PollsAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_key_that_is_refused_when_a_table_is_asked_for_is_told_to_the_administrator_and_not_tried_on()
    {
        await _app.SaveAsync(Tables);
        await _app.SendCallAsync();
        _app.Stub.Suffer(VendorTrouble.Unauthorized);

        await Poll.UntilAsync(async () => (await _app.HealthAsync()).Contains("digitalrop of enterprise 0367", StringComparison.Ordinal), RopApp.Patience, "the administrator is told");
        var attempts = await AttemptsAsync();
        await Poll.UntilAsync(async () => await AttemptsAsync() > attempts, RopApp.Patience, "it was the table's turn again");

        _app.Stub.Journal.Count(entry => entry.Status == 401).ShouldBe(1);
    }

    private Task<int> AttemptsAsync() => _app.Database.ScalarAsync<int>("SELECT attempts FROM call_analysis_polls");

    private static void Tables(JsonObject settings) => settings["tables"] = JsonNode.Parse("""{"TBL_1": {}}""");

    private int Asked() => _app.Stub.Journal.Count(entry => entry.Request.Path.EndsWith("/tables/call-ready", StringComparison.Ordinal));

    private Task<int> PollsAsync() => _app.Database.ScalarAsync<int>("SELECT count(*)::int FROM call_analysis_polls");
}
