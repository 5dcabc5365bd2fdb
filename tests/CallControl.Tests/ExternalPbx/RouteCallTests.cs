using System.Net;
using CallControl.CallControl.Tests.Numbers;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web.Api;
using CallControl.TestKit.Processes;

namespace CallControl.CallControl.Tests.ExternalPbx;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class RouteCallTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Token = "a-token-for-the-pbx";
    private const string Caller = "+79161234567";

    private readonly string _cache = Directory.CreateTempSubdirectory("callcontrol-route-").FullName;
    private ApiApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await ApiApp.StartAsync(
            postgres, $"--RouteCall:Token={Token}", "--Prompts:Site=120minut.ru", $"--Prompts:CacheFolder={_cache}",
            $"--Prompts:SoundsFolder={Path.Combine(Repository.Root, "sounds")}");
        await _app.Database.AddNumbersAsync(2);
        await _app.Database.AddListingsAsync(101, 102);
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_cache, recursive: true);
    }

    [Theory]
    [InlineData("application/json", """{"from": "8 (916) 123-45-67", "to": "74951112201"}""")]
    [InlineData("application/x-www-form-urlencoded", "from=79161234567&to=%2B74951112201")]
    public async Task A_call_to_a_leased_number_is_answered_as_the_contract_says(string type, string body)
    {
        await _app.Database.LeaseAsync(101, "visitor");

        var answer = await AskAsync(body, type);

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        answer.Text.ShouldBe("""
            {"action":"ivr_confirm","message":"Здравствуйте! Вы звоните по объекту: квартира 101. Нажмите 1 для соединения.","if_pressed_1":{"to":"+79035550101","whisper":"Звонок с сайта по объекту номер 101."}}
            """);
        (await _app.Database.QueryAsync<string>("SELECT concat_ws(' ', node, flow, caller, dialled, listing_id, attribution, destination, end_reason) FROM calls"))
            .ShouldBe([$"external route-call {Caller} +74951112201 101 live_lease +79035550101 routed"]);
        (await _app.Database.QueryAsync<string>("SELECT client_phone FROM call_tracking WHERE called_at IS NOT NULL")).ShouldBe([Caller]);
    }

    [Theory]
    [InlineData("""{"from": "+79161234567", "to": "+74951112202"}""")]
    [InlineData("""{"from": "anonymous", "to": "+74959999999"}""")]
    [InlineData("""{"to": "sip:reception"}""")]
    public async Task A_number_that_stands_for_nothing_is_not_found(string body)
    {
        var answer = await AskAsync(body);

        answer.Json.EnumerateObject().Select(field => field.Name).ShouldBe(["action", "message"]);
        answer.Json.GetProperty("action").GetString().ShouldBe("not_found");
        answer.Json.GetProperty("message").GetString()!.ShouldContain("120minut.ru");
        (await _app.Database.QueryAsync<string>("SELECT end_reason FROM calls")).ShouldBe(["not_found"]);
    }

    [Fact]
    public async Task A_caller_who_returns_after_a_month_reaches_whom_he_knew_although_the_number_is_leased_to_another()
    {
        await _app.Database.LeaseAsync(101, "visitor");
        await AskAsync($$"""{"from": "{{Caller}}", "to": "+74951112201"}""");
        await _app.Database.PassAsync(TimeSpan.FromDays(30));
        await _app.Database.ExecuteAsync("UPDATE calls SET started_at = started_at - interval '30 days'");
        var alone = await AskAsync($$"""{"from": "{{Caller}}", "to": "+74951112201"}""");
        await _app.Database.ExecuteAsync("UPDATE virtual_numbers SET enabled = FALSE WHERE phone = '+74951112202'");
        await _app.Database.LeaseAsync(102, "another");

        await _app.Database.ExecuteAsync("UPDATE calls SET started_at = started_at - interval '1 minute'");
        var known = await AskAsync($$"""{"from": "{{Caller}}", "to": "+74951112201"}""");
        var stranger = await AskAsync("""{"from": "+79169999999", "to": "+74951112201"}""");

        Owner(alone).ShouldBe("+79035550101");
        Owner(known).ShouldBe("+79035550101");
        Owner(stranger).ShouldBe("+79035550102");
        (await _app.Database.QueryAsync<string>("SELECT attribution FROM calls ORDER BY started_at, id"))
            .ShouldBe(["live_lease", "caller_history", "ambiguous", "live_lease"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_number_for_all_listings_knows_only_what_its_caller_reached_on_it_before()
    {
        await _app.Database.ExecuteAsync("UPDATE virtual_numbers SET ask_code = TRUE WHERE phone = '+74951112201'");
        await _app.Database.CallAsync(Caller, "+74951112201", 101);
        // Left over from before, or by hand: it says nothing of what another caller would key in.
        await _app.Database.ExecuteAsync("UPDATE virtual_numbers SET is_busy = TRUE, assigned_listing_id = 102 WHERE phone = '+74951112201'");

        var known = await AskAsync($$"""{"from": "{{Caller}}", "to": "+74951112201"}""");
        var stranger = await AskAsync("""{"from": "+79169999999", "to": "+74951112201"}""");

        Owner(known).ShouldBe("+79035550101");
        stranger.Json.GetProperty("action").GetString().ShouldBe("not_found");
        (await _app.Database.QueryAsync<string>("SELECT concat_ws(' ', attribution, end_reason) FROM calls ORDER BY started_at, id"))
            .ShouldBe(["listing_code routed", "listing_code not_found"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_blocked_caller_is_told_that_nothing_was_found()
    {
        await _app.Database.LeaseAsync(101, "visitor");
        await _app.PostAsync("/api/v1/blocked-callers", $$"""{"phone": "{{Caller}}"}""");

        var answer = await AskAsync($$"""{"from": "{{Caller}}", "to": "+74951112201"}""");

        answer.Json.EnumerateObject().Select(field => field.Name).ShouldBe(["action", "message"]);
        answer.Json.GetProperty("action").GetString().ShouldBe("not_found");
        (await _app.Database.QueryAsync<string>("SELECT concat_ws(' ', attribution, end_reason, listing_id) FROM calls")).ShouldBe(["blocked blocked"]);
        (await _app.Database.ScalarAsync<long>("SELECT count(called_at) FROM call_tracking")).ShouldBe(0);
    }

    [Fact]
    public async Task A_caller_whose_listing_is_gone_is_told_of_the_other_and_it_does_not_become_his()
    {
        await _app.Database.CallAsync(Caller, "+74951112201", 101);
        await _app.Database.ExecuteAsync("DELETE FROM listings WHERE id = 101");
        await _app.Database.LeaseAsync(102);

        var answer = await AskAsync($$"""{"from": "{{Caller}}", "to": "+74951112201"}""");

        answer.Json.GetProperty("action").GetString().ShouldBe("ivr_confirm");
        Owner(answer).ShouldBe("+79035550102");
        (await _app.Database.QueryAsync<string>("SELECT attribution FROM calls")).ShouldBe(["own_listing_gone"]);
        (await _app.Database.ScalarAsync<long>("SELECT count(*) FROM call_tracking WHERE listing_id = 102 AND called_at IS NOT NULL")).ShouldBe(0);
    }

    [Fact]
    public async Task A_question_asked_again_is_the_same_call()
    {
        await _app.Database.LeaseAsync(101, "visitor");
        var question = $$"""{"from": "{{Caller}}", "to": "+74951112201"}""";

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync(question)));
        for (var repeat = 0; repeat < 2; repeat++)
            await AskAsync($$"""{"from": "{{Caller}}", "to": "+74951112201", "call_id": "pbx-77"}""");

        answers.Select(answer => answer.Text).Distinct().Count().ShouldBe(1);
        (await _app.Database.ScalarAsync<long>("SELECT count(*) FROM calls")).ShouldBe(2);
        (await _app.Database.ScalarAsync<long>("SELECT count(*) FROM call_events")).ShouldBe(2);
        (await _app.Database.ScalarAsync<long>("SELECT count(*) FROM call_tracking")).ShouldBe(2);
    }

    [Theory]
    [InlineData("application/json", "{}", "to")]
    [InlineData("application/json", """{"from": 7, "to": []}""", "from,to")]
    [InlineData("application/json", "x", "body")]
    [InlineData("application/x-www-form-urlencoded", "from=1&from=2", "from,to")]
    public async Task A_wrong_question_is_told_field_by_field(string type, string body, string fields)
    {
        var answer = await AskAsync(body, type);

        answer.ShouldBeProblem(HttpStatusCode.BadRequest);
        answer.WrongFields.ShouldBe(fields.Split(','));
    }

    [Fact]
    public async Task Owners_numbers_are_told_to_nobody_without_the_token()
    {
        await using var closed = await ApiApp.StartAsync(postgres);
        await using var open = await ApiApp.StartAsync(postgres, "--RouteCall:Open=true");
        const string question = """{"to": "+74951112201"}""";

        var unset = await closed.PostAsync("/route-call", question);
        var without = await _app.PostAsync("/route-call", question);
        var wrong = await _app.PostAsync("/route-call?token=a-token-for-the-pby", question);
        var inQuery = await _app.PostAsync($"/route-call?token={Token}", question);
        var inNetwork = await open.PostAsync("/route-call", question);

        unset.ShouldBeProblem(HttpStatusCode.Unauthorized);
        unset.Text.ShouldContain("RouteCall:Token");
        without.ShouldBeProblem(HttpStatusCode.Unauthorized);
        wrong.ShouldBeProblem(HttpStatusCode.Unauthorized);
        inQuery.Status.ShouldBe(HttpStatusCode.OK);
        inNetwork.Status.ShouldBe(HttpStatusCode.OK);
    }

    private static string? Owner(ApiAnswer answer) => answer.Json.GetProperty("if_pressed_1").GetProperty("to").GetString();

    private Task<ApiAnswer> AskAsync(string body, string type = "application/json") =>
        _app.SendAsync(HttpMethod.Post, "/route-call", body, type, ("X-Route-Token", Token));
}
