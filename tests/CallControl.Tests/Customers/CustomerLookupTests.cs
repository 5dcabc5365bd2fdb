using System.Net;
using CallControl.CallControl.Tests.Delivery;
using CallControl.CallControl.Tests.Storage;
using CallControl.Crm.Contracts;
using CallControl.TestKit.Processes;

namespace CallControl.CallControl.Tests.Customers;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class CustomerLookupTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Name = "/customer-name/0367/375447034448";

    private CrmApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await CrmApp.StartAsync(postgres, "--Customers:Budget=00:00:01", "--Customers:KeepUnknown=00:01:00");
        _app.Vendor.Customers[CrmApp.Client] = new CustomerCard("c1", "ООО Ромашка", "Ivanov", "Ivan", Company: "ООО Ромашка") { ResponsibleExtension = "151", PersonUid = "stub:c1", Phones = [CrmApp.Client] };
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Found_and_unknown_callers_are_remembered_and_nocache_asks_anew()
    {
        for (var n = 0; n < 3; n++)
        {
            (await _app.Api.GetAsync(Name)).Json.GetProperty("name").GetString().ShouldBe("ООО Ромашка");
            (await _app.Api.GetAsync("/customer-name/0367/+79161234567")).Json.GetProperty("found").GetBoolean().ShouldBeFalse();
        }

        var profile = await _app.Api.GetAsync("/customer-profile/0367/+375447034448");
        var asked = _app.Crm.Requests;
        await _app.Api.GetAsync(Name + "?nocache=true");
        var stats = await _app.Api.GetAsync("/stats");

        asked.ShouldBe(2);
        _app.Crm.Requests.ShouldBe(3);
        profile.Json.GetProperty("person_uid").GetString().ShouldBe("stub:c1");
        (stats.Json.GetProperty("customer_hits").GetInt64(), stats.Json.GetProperty("customer_misses").GetInt64()).ShouldBe((5, 3));
        stats.Json.GetProperty("customer_hit_rate_percent").GetDouble().ShouldBe(62.5);
        stats.Json.GetProperty("config_hit_rate_percent").GetDouble().ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task Many_who_ask_at_once_are_one_question()
    {
        _app.Crm.Mood = async _ =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
            return false;
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => _app.Api.GetAsync(Name)));

        answers.ShouldAllBe(answer => answer.Json.GetProperty("found").GetBoolean());
        _app.Crm.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_slow_vendor_is_not_waited_for_longer_than_the_budget_and_its_answer_is_there_for_the_next()
    {
        await _app.Database.ExecuteAsync("INSERT INTO customers (enterprise_number, phone_e164, last_name) VALUES ('0367', '+375447034448', 'As stored')");
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.Crm.Mood = async _ =>
        {
            await gate.Task;
            return false;
        };

        var first = await _app.Api.GetAsync(Name);
        gate.SetResult();
        await Poll.UntilAsync(() => _app.Crm.Told.Count == 1, TimeSpan.FromSeconds(5), "the vendor has answered");
        var second = await _app.Api.GetAsync(Name);

        first.Json.GetProperty("name").GetString().ShouldBe("As stored");
        second.Json.GetProperty("name").GetString().ShouldBe("ООО Ромашка");
        _app.Crm.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_vendor_that_fails_is_not_taken_for_one_that_knows_nobody()
    {
        _app.Crm.Mood = http =>
        {
            http.Response.StatusCode = 502;
            return Task.FromResult(true);
        };
        var failed = await _app.Api.GetAsync("/responsible-extension/0367/375447034448");
        _app.Crm.Mood = null;

        var answered = await _app.Api.GetAsync("/responsible-extension/0367/375447034448");

        failed.Json.GetProperty("extension").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        answered.Json.GetProperty("extension").GetString().ShouldBe("151");
    }

    [Fact]
    public async Task Enrichment_on_request_fills_customers()
    {
        var answer = await _app.Api.PostAsync("/enrich-customer/0367/+375447034448");
        var unknown = await _app.Api.GetAsync("/enrich-customer/0999/+375447034448");
        var wrong = await _app.Api.GetAsync("/customer-name/0367/abc");

        answer.Json.GetProperty("changed").GetProperty("stub").GetInt32().ShouldBe(1);
        (await _app.Database.ScalarAsync<string>("SELECT source || enterprise_name FROM customers")).ShouldBe("stubООО Ромашка");
        unknown.ShouldBeProblem(HttpStatusCode.NotFound);
        wrong.WrongFields.ShouldBe(["phone"]);
    }

    [Fact]
    public async Task A_connection_test_says_what_works_and_what_is_wrong_with_the_settings()
    {
        var works = await _app.Api.GetAsync("/stub-admin/api/test/0367");
        await _app.Database.ExecuteAsync("UPDATE enterprises SET integrations_config = '{\"stub\": {\"enabled\": true}}'");
        await Poll.UntilAsync(async () => !(await _app.Api.GetAsync("/config/0367/stub")).Text.Contains("key", StringComparison.Ordinal), TimeSpan.FromSeconds(5), "the change is known");
        var wrong = await _app.Api.GetAsync("/stub-admin/api/test/0367");

        works.Json.GetProperty("success").GetBoolean().ShouldBeTrue(works.Text);
        wrong.Json.GetProperty("success").GetBoolean().ShouldBeFalse();
        wrong.Json.GetProperty("checks")[0].GetProperty("name").GetString().ShouldBe("key");
    }
}
