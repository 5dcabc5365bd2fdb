using System.Net;
using System.Text.Json.Nodes;
using CallControl.CallControl.Tests.Storage;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.UonTravel;
using CallControl.UonTravel;

namespace CallControl.CallControl.Tests.UonTravel;

/// <summary>What saving U-ON's settings does, and what the administration page is given.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class UonSettingsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private UonApp _app = null!;

    public async Task InitializeAsync() => _app = await UonApp.StartAsync(postgres);

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Each_saving_makes_the_webhooks_anew_and_stores_their_ids()
    {
        var first = await _app.SaveAsync();
        var secret = _app.WebhookPath();

        var second = await _app.SaveAsync();

        _app.Account.Webhooks.Select(webhook => $"{webhook.Type} {webhook.Method}").ShouldBe(["47 POST", "3 POST", "4 POST"]);
        Ids(second).ShouldBe(_app.Account.Webhooks.Select(webhook => $"{webhook.Type}={webhook.Id}"), ignoreOrder: true);
        Ids(second).ShouldNotBe(Ids(first));
        _app.WebhookPath().ShouldBe(secret);
        second.ToJsonString().ShouldNotContain(secret.Split('/')[^1]);
    }

    [Fact]
    public async Task A_switched_off_account_has_no_webhooks()
    {
        await _app.SaveAsync();

        var off = await _app.SaveAsync(settings => settings["enabled"] = false);

        _app.Account.Webhooks.ShouldBeEmpty();
        Ids(off).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_account_that_is_left_keeps_none_of_our_webhooks_and_the_new_one_loses_none_of_its_own()
    {
        await _app.SaveAsync();
        var other = _app.Stub.Open("another-key");
        // As it happens, with the ids that ours have at the account that is left.
        other.Webhooks.AddRange(_app.Account.Webhooks.Select(webhook => webhook with { Url = "https://example.com/theirs" }));

        var moved = await _app.SaveAsync(settings => settings["api_key"] = other.Key);

        _app.Account.Webhooks.ShouldBeEmpty();
        other.Webhooks.Count(webhook => webhook.Url == "https://example.com/theirs").ShouldBe(3);
        Ids(moved).ShouldBe(other.Webhooks.Skip(3).Select(webhook => $"{webhook.Type}={webhook.Id}"), ignoreOrder: true);
    }

    [Fact]
    public async Task Settings_that_are_taken_out_take_the_webhooks_with_them()
    {
        await _app.SaveAsync();

        (await _app.Api.SendAsync(HttpMethod.Put, "/api/v1/enterprises/0367", """{"integrations_config":{"uon":null}}""")).Status.ShouldBe(HttpStatusCode.OK);

        _app.Account.Webhooks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_of_the_enterprise_alone_leaves_the_webhooks()
    {
        await _app.SaveAsync();
        var before = _app.Account.Webhooks.ToList();

        (await _app.Api.SendAsync(HttpMethod.Put, "/api/v1/enterprises/0367", """{"name":"July"}""")).Status.ShouldBe(HttpStatusCode.OK);

        _app.Account.Webhooks.ShouldBe(before);
    }

    [Fact]
    public async Task While_U_ON_is_away_settings_are_saved_all_the_same_and_the_test_says_what_lacks()
    {
        _app.Stub.Suffer(VendorTrouble.Down);
        var saved = await _app.SaveAsync();
        _app.Stub.Recover();

        var test = await _app.Api.GetAsync("/uon-admin/api/test/0367");

        saved["enabled"]!.GetValue<bool>().ShouldBeTrue();
        saved["webhooks_problem"]!.GetValue<string>().ShouldContain("not reached");
        test.Json.GetProperty("success").GetBoolean().ShouldBeFalse();
        test.Text.ShouldContain("No webhooks are set up");
    }

    [Fact]
    public async Task One_hiccup_of_U_ON_while_saving_leaves_no_webhook_out()
    {
        await _app.SaveAsync();
        var created = 0;
        _app.Stub.Suffer(VendorTrouble.Unavailable, only: request => UonStub.MethodOf(request) == "webhook/create" && Interlocked.Increment(ref created) == 2);

        var saved = await _app.SaveAsync();

        Ids(saved).ShouldBe(_app.Account.Webhooks.Select(webhook => $"{webhook.Type}={webhook.Id}"), ignoreOrder: true);
        _app.Account.Webhooks.Count.ShouldBe(3);
        saved.ContainsKey("webhooks_problem").ShouldBeFalse();
    }

    [Fact]
    public async Task What_could_not_be_set_up_is_said_stored_and_repaired_later()
    {
        await _app.SaveAsync();
        _app.Account.Refused.Add("webhook/create");
        var failed = await _app.SaveAsync();
        _app.Account.Refused.Clear();

        await _app.Api.App.Service<WebhookRepair>().RunAsync(CancellationToken.None);

        Ids(failed).ShouldBeEmpty();
        failed["webhooks_problem"]!.GetValue<string>().ShouldContain("type 47");
        var repaired = (JsonObject)JsonNode.Parse((await _app.Api.GetAsync("/uon-admin/api/config/0367")).Text)!;
        repaired.ContainsKey("webhooks_problem").ShouldBeFalse();
        Ids(repaired).ShouldBe(_app.Account.Webhooks.Select(webhook => $"{webhook.Type}={webhook.Id}"), ignoreOrder: true);
        _app.Account.Webhooks.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_enterprise_that_is_deleted_takes_its_webhooks_with_it()
    {
        await _app.SaveAsync();

        (await _app.Api.SendAsync(HttpMethod.Delete, "/api/v1/enterprises/0367", "")).Status.ShouldBe(HttpStatusCode.NoContent);

        _app.Account.Webhooks.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_gets_statuses_employees_and_a_mapping_to_begin_with()
    {
        await _app.SaveAsync(settings => settings.Remove("user_extensions"));
        _app.Account.Managers.AddRange([new("6", "Odd", "", "SIP/103"), new("7", "Long", "", "1234567890123456"), new("8", "Without", "", "")]);

        var statuses = await _app.Api.GetAsync("/uon-admin/api/statuses/0367");
        var managers = await _app.Api.GetAsync("/uon-admin/api/managers/0367");
        var popUp = await _app.Api.PostAsync("/uon-admin/api/notify/0367", """{"manager_id":"2","text":"Проверка"}""");

        statuses.Items.Select(item => item.GetProperty("name").GetString()).ShouldContain("Лид → Заявка");
        managers.Json.GetProperty("user_extensions").ToString().ShouldBe("""{"2":"101","4":"102"}""");
        popUp.Status.ShouldBe(HttpStatusCode.OK, popUp.Text);
        _app.Account.PopUps.ShouldHaveSingleItem().Text.ShouldBe("Проверка");
    }

    private static IEnumerable<string> Ids(JsonObject settings) => ((JsonObject)settings["webhooks"]!).Select(id => $"{id.Key}={id.Value}");
}
