using System.Net;
using System.Text.Json;
using CallControl.CallControl.Tests.Storage;
using CallControl.TestKit.Processes;

namespace CallControl.CallControl.Tests.DigitalRop;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class ResultWebhookTests(PostgresFixture postgres) : IAsyncLifetime
{
    private RopApp _app = null!;
    private string _checklists = "";
    private string _tables = "";

    public async Task InitializeAsync()
    {
        _app = await RopApp.StartAsync(postgres);
        await _app.SaveAsync();
        (_checklists, _tables) = (await _app.WebhookAsync("checklist"), await _app.WebhookAsync("table"));
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Checklists_and_tables_are_kept_whole_and_shown_with_the_call()
    {
        var call = await _app.AddCallAsync();

        await PostAsync(_checklists, RopApp.Checklist(call.Id.ToString()));
        await PostAsync(_tables, RopApp.Table(call.Id.ToString().ToUpperInvariant()));

        var results = (await _app.Api.GetAsync($"/api/v1/calls/{call.Id}")).Json.GetProperty("analysis").GetProperty("results").EnumerateArray().ToList();
        results.Select(result => result.GetProperty("kind").GetString()).ShouldBe(["table", "checklist"]);
        var checklist = results[1];
        (checklist.GetProperty("subject").GetString(), checklist.GetProperty("total_score").GetInt32(), checklist.GetProperty("max_score").GetInt32(),
            checklist.GetProperty("completion_percentage").GetInt32(), checklist.GetProperty("failed_stages")[0].GetString(), checklist.GetProperty("source").GetString())
            .ShouldBe(("Скрипт", 18, 20, 90, "Бюджет", "webhook"));
        checklist.GetProperty("result").GetProperty("stages").GetArrayLength().ShouldBe(2);
        checklist.GetProperty("result").GetProperty("new_field").GetProperty("kept").GetBoolean().ShouldBeTrue();
        results[0].GetProperty("title").GetString().ShouldBe("Конверсия");
        results[0].GetProperty("result").GetProperty("extracted_data").GetProperty("client_name").GetString().ShouldBe("Ира");
    }

    [Fact]
    public async Task A_result_that_comes_again_is_one_the_later_wins_and_an_older_one_does_not()
    {
        var call = (await _app.AddCallAsync()).Id.ToString();

        var first = await PostAsync(_checklists, RopApp.Checklist(call, 10, "2026-01-15T10:30:00Z"));
        var again = await PostAsync(_checklists, RopApp.Checklist(call, 10, "2026-01-15T10:30:00Z"));
        var later = await PostAsync(_checklists, RopApp.Checklist(call, 18, "2026-01-15T10:31:00Z"));
        var older = await PostAsync(_checklists, RopApp.Checklist(call, 2, "2026-01-15T10:29:00Z"));

        new[] { first, again, later, older }.Select(answer => answer.GetProperty("is_new").GetBoolean()).ShouldBe([true, false, true, false]);
        (await _app.CountResultsAsync()).ShouldBe(1);
        (await _app.Database.ScalarAsync<decimal>("SELECT total_score FROM call_analysis")).ShouldBe(18);
    }

    [Fact]
    public async Task Many_at_once_are_kept_one_for_each_checklist()
    {
        var call = (await _app.AddCallAsync()).Id.ToString();

        await Task.WhenAll(Enumerable.Range(0, 24).Select(n => PostAsync(_checklists, RopApp.Checklist(call, 10 + (n % 3), name: $"Скрипт {n % 4}"))));

        (await _app.CountResultsAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task A_result_of_a_call_that_nobody_knows_is_kept_and_joined_when_the_call_is_there()
    {
        var id = Guid.CreateVersion7();

        var answer = await PostAsync(_checklists, RopApp.Checklist(id.ToString()));
        await PostAsync(_checklists, RopApp.Checklist("call_789456"));
        var unknown = await _app.Api.GetAsync("/api/v1/call-analysis?known=false");
        await _app.AddCallAsync(id: id);

        answer.GetProperty("call_known").GetBoolean().ShouldBeFalse();
        unknown.Items.Select(item => item.GetProperty("service_call_id").GetString()).ShouldBe(["call_789456", id.ToString()]);
        await Poll.UntilAsync(
            async () => (await _app.Api.GetAsync($"/api/v1/calls/{id}")).Json.GetProperty("analysis").ValueKind == JsonValueKind.Object, RopApp.Patience, "the result is with its call");
        (await _app.Api.GetAsync("/api/v1/call-analysis?known=false")).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_services_own_number_of_a_call_is_understood()
    {
        _app.Account.OwnCallId = "8";
        var call = await _app.SendCallAsync();

        var answer = await PostAsync(_checklists, RopApp.Checklist("8"));

        answer.GetProperty("call_known").GetBoolean().ShouldBeTrue();
        (await _app.Database.ScalarAsync<Guid>("SELECT call_id FROM call_analysis")).ShouldBe(call.Id);
    }

    [Fact]
    public async Task Enterprises_that_share_an_account_have_their_results_at_either_address()
    {
        await _app.SaveAsync(enterprise: "0368");
        _app.Account.OwnCallId = "8";
        var early = Guid.CreateVersion7();
        var (own, sent) = (await _app.AddCallAsync("0368"), await _app.SendCallAsync("0368"));

        var known = await PostAsync(_checklists, RopApp.Checklist(own.Id.ToString()));
        var byNumber = await PostAsync(_checklists, RopApp.Checklist("8"));
        var unknown = await PostAsync(_checklists, RopApp.Checklist(early.ToString()));
        await _app.AddCallAsync("0368", early);

        new[] { known, byNumber, unknown }.Select(answer => answer.GetProperty("call_known").GetBoolean()).ShouldBe([true, true, false]);
        await Poll.UntilAsync(async () => await UnknownAsync() == 0, RopApp.Patience, "the early one is with its call");
        (await _app.Database.QueryAsync<Guid>("SELECT call_id FROM call_analysis WHERE enterprise_number = '0368'")).ShouldBe([own.Id, sent.Id, early], ignoreOrder: true);
    }

    [Fact]
    public async Task A_result_that_was_kept_under_the_services_number_is_found_again_under_ours()
    {
        await PostAsync(_checklists, RopApp.Checklist("8", 10));
        _app.Account.OwnCallId = "8";
        var call = await _app.SendCallAsync();
        await Poll.UntilAsync(async () => await UnknownAsync() == 0, RopApp.Patience, "the result is with its call");

        var again = await PostAsync(_checklists, RopApp.Checklist("8", 10));
        var later = await PostAsync(_checklists, RopApp.Checklist(call.Id.ToString(), 18, "2026-01-15T10:31:00Z"));

        (again.GetProperty("is_new").GetBoolean(), later.GetProperty("is_new").GetBoolean()).ShouldBe((false, true));
        (await _app.Database.QueryAsync<string>("SELECT service_call_id FROM call_analysis")).ShouldBe([call.Id.ToString()]);
    }

    [Theory]
    [InlineData("2026-01-15T10:29:00Z", 18)]
    [InlineData("2026-01-15T10:31:00Z", 10)]
    public async Task Of_two_results_under_two_names_of_one_call_the_later_stays(string unknown, int expected)
    {
        var call = await _app.AddCallAsync();
        await PostAsync(_checklists, RopApp.Checklist("8", 10, unknown));
        await PostAsync(_checklists, RopApp.Checklist(call.Id.ToString(), 18, "2026-01-15T10:30:00Z"));

        _app.Account.OwnCallId = "8";
        await _app.TellAsync(_app.RecordingOf(call));
        await Poll.UntilAsync(async () => await UnknownAsync() == 0, RopApp.Patience, "there is one of them");

        (await _app.Database.QueryAsync<decimal>("SELECT total_score FROM call_analysis")).ShouldBe([expected]);
    }

    [Fact]
    public async Task A_result_whose_call_does_not_come_for_days_is_not_looked_for_any_more()
    {
        var (old, young) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await PostAsync(_checklists, RopApp.Checklist(old.ToString()));
        await _app.Database.ExecuteAsync("UPDATE call_analysis SET received_at = now() - interval '8 days'");
        await PostAsync(_checklists, RopApp.Checklist(young.ToString()));

        await _app.AddCallAsync(id: old);
        await _app.AddCallAsync(id: young);
        await Poll.UntilAsync(async () => await UnknownAsync() == 1, RopApp.Patience, "one is with its call");

        (await _app.Database.ScalarAsync<Guid>("SELECT call_id FROM call_analysis WHERE call_id IS NOT NULL")).ShouldBe(young);
    }

    [Fact]
    public async Task One_enterprises_address_does_not_write_into_anothers_calls()
    {
        await _app.SaveAsync(settings => settings["api_key"] = "another-key-0123456789", enterprise: "0368");
        var call = await _app.AddCallAsync("0367");
        var stranger = await _app.WebhookAsync("checklist", enterprise: "0368");

        var answer = await PostAsync(stranger, RopApp.Checklist(call.Id.ToString()));

        answer.GetProperty("call_known").GetBoolean().ShouldBeFalse();
        (await _app.Api.GetAsync($"/api/v1/calls/{call.Id}")).Json.GetProperty("analysis").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Each_checklist_may_have_an_address_of_its_own_that_ends_with_it()
    {
        await _app.SaveAsync(settings => settings["checklists"] = System.Text.Json.Nodes.JsonNode.Parse("""{"Скрипт": {}}"""));
        var own = await _app.WebhookAsync("checklist", "Скрипт");
        await PostAsync(own, RopApp.Checklist("1"));

        await _app.SaveAsync(settings => settings["checklists"] = System.Text.Json.Nodes.JsonNode.Parse("""{}"""));

        (await _app.Api.PostAsync(own, RopApp.Checklist("1"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Addresses_stay_when_lists_of_names_are_saved_again_without_their_secrets()
    {
        await _app.SaveAsync(settings => settings["checklists"] = System.Text.Json.Nodes.JsonNode.Parse("""{"Скрипт 2.0": {}}"""));
        var own = await _app.WebhookAsync("checklist", "Скрипт 2.0");

        var shown = await _app.SaveAsync(settings => settings["checklists"] = System.Text.Json.Nodes.JsonNode.Parse("""{"Скрипт 2.0": {}, "Новый": {}}"""));
        await _app.SaveAsync(settings => settings["tables"] = System.Text.Json.Nodes.JsonNode.Parse("""{"TBL_1": {"poll": false}}"""));
        // As a form sends back what it was shown: masked.
        await _app.SaveAsync(settings => settings["checklists"] = shown["checklists"]!.DeepClone());

        shown["checklists"]!["Скрипт 2.0"]!["secret"]!.ToString().ShouldStartWith("********");
        (await _app.WebhookAsync("checklist"), await _app.WebhookAsync("checklist", "Скрипт 2.0"), await _app.WebhookAsync("table")).ShouldBe((_checklists, own, _tables));
        await PostAsync(own, RopApp.Checklist("1"));
    }

    [Fact]
    public async Task Odd_texts_are_refused_and_not_taken_for_faults()
    {
        foreach (var odd in new[] { "\\u0000", "\\ud800" })
        {
            foreach (var body in new[]
            {
                $$"""{"call_id": "1{{odd}}", "checklist_name": "c"}""", $$"""{"call_id": "1", "checklist_name": "c{{odd}}"}""",
                $$"""{"call_id": "1", "checklist_name": "c", "stages": [{"status": "failed", "stage_name": "{{odd}}"}]}""",
                $$"""{"call_id": "1", "checklist_name": "c", "new_field": "{{odd}}"}""", $$"""{"call_id": "1", "table_id": "t", "table_name": "{{odd}}"}""",
            })
            {
                (await _app.Api.PostAsync(_checklists, body)).Status.ShouldBe(HttpStatusCode.BadRequest, body);
            }
        }

        (await _app.CountResultsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_can_not_be_kept_is_refused()
    {
        var nul = "{\"call_id\": \"1\", \"checklist_name\": \"c\", \"x\": \"a\\u0000b\"}";
        var large = $$"""{"call_id": "1", "checklist_name": "c", "x": "{{new string('x', 1024 * 1024)}}"}""";

        (string Path, string Body, HttpStatusCode Status)[] wrong =
        [
            ("/digitalrop/checklist/0123456789abcdef", RopApp.Checklist("1"), HttpStatusCode.NotFound),
            (_tables.Replace("/table/", "/checklist/", StringComparison.Ordinal), RopApp.Checklist("1"), HttpStatusCode.NotFound),
            (_checklists, "no json", HttpStatusCode.BadRequest),
            (_checklists, "[1]", HttpStatusCode.BadRequest),
            (_checklists, """{"checklist_name": "c"}""", HttpStatusCode.BadRequest),
            (_checklists, nul, HttpStatusCode.BadRequest),
            (_checklists, large, HttpStatusCode.RequestEntityTooLarge),
        ];
        foreach (var (path, body, status) in wrong)
            (await _app.Api.PostAsync(path, body)).Status.ShouldBe(status, body[..Math.Min(40, body.Length)]);
        await _app.SaveAsync(settings => settings["enabled"] = false);
        (await _app.Api.PostAsync(_checklists, RopApp.Checklist("1"))).Status.ShouldBe(HttpStatusCode.NotFound);

        (await _app.CountResultsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Results_are_listed_by_time_and_by_score_page_by_page()
    {
        foreach (var score in new[] { 10, 20, 5, 10 })
            await PostAsync(_checklists, RopApp.Checklist(Guid.NewGuid().ToString(), score, percentage: score * 5));
        await PostAsync(_tables, RopApp.Table("t"));

        (await ScoresAsync("sort=worst")).ShouldBe([5, 10, 10, 20]);
        (await ScoresAsync("sort=best&limit=1")).ShouldBe([20, 10, 10, 5]);
        (await ScoresAsync("kind=checklist&enterprise=0367&subject=%D0%A1%D0%BA%D1%80%D0%B8%D0%BF%D1%82&manager_id=101&limit=3")).ShouldBe([10, 5, 20, 10]);
        (await _app.Api.GetAsync("/api/v1/call-analysis?kind=table")).Items.ShouldHaveSingleItem();
        (await _app.Api.GetAsync("/api/v1/call-analysis?enterprise=0368")).Items.ShouldBeEmpty();
        (await _app.Api.GetAsync("/api/v1/call-analysis?kind=x&sort=y&known=z&from=f&after=a&limit=0")).WrongFields.ShouldBe(["kind", "sort", "known", "from", "after", "limit"], ignoreOrder: true);
    }

    private Task<int> UnknownAsync() => _app.Database.ScalarAsync<int>("SELECT count(*)::int FROM call_analysis WHERE call_id IS NULL");

    private async Task<List<int>> ScoresAsync(string query)
    {
        List<int> scores = [];
        for (string? next = ""; next is not null;)
        {
            var page = await _app.Api.GetAsync($"/api/v1/call-analysis?{query}&after={next}");
            scores.AddRange(page.Items.Select(item => item.GetProperty("total_score").GetInt32()));
            next = page.Json.GetProperty("next").GetString();
        }

        return scores;
    }

    private async Task<JsonElement> PostAsync(string path, string body)
    {
        // As a stranger: with the address and nothing else.
        using var http = new HttpClient(new SocketsHttpHandler());
        using var answer = await http.PostAsync(new Uri(_app.Api.App.Client.BaseAddress!, path), new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonElement.Parse(text);
    }
}
