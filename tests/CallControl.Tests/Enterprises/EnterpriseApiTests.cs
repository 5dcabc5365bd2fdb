using System.Net;
using CallControl.CallControl.Tests.Delivery;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web.Api;
using CallControl.Crm.Contracts;
using CallControl.Enterprises;
using CallControl.TestKit.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CallControl.CallControl.Tests.Enterprises;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class EnterpriseApiTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Path = "/api/v1/enterprises";
    private const string Secret = "aaaabbbbccccddddeeeeffff00001111222233fa";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // As it stands in users' databases.
    private const string SeedConfig = $$$$"""
        {"ms": {"phone_api_url": "https://api.moysklad.ru/api/phone/1.0", "integration_code": "{{{{Secret}}}}", "api_token": "{{{{Secret}}}}",
                "webhook_uuid": "b645bb45-2146-46c3-bb54-29a0e83b39a5", "enabled": true,
                "notifications": {"call_notify_mode": "during", "notify_incoming": true, "notify_outgoing": false},
                "employee_mapping": {"151": {"name": "A", "email": "a@example.com", "employee_id": "7af8c227-87d4-11f0-0a80-03f20007fada"}}},
         "smart": {"primary": "ms"}}
        """;

    private ApiApp _app = null!;

    public async Task InitializeAsync() => _app = await StartAsync(await TestDatabase.CreateEmptyAsync(postgres));

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Secrets_are_encrypted_at_rest_and_masked_in_every_answer_and_a_masked_one_sent_back_keeps_the_stored()
    {
        var added = await PutAsync($$"""{"name": "June", "secret": "client-id-123456789", "integrations_config": {{SeedConfig}}}""");
        var shown = (await _app.GetAsync(Path + "/0367")).Json;
        var sentBack = await PutAsync(shown.GetRawText());
        var config = await _app.GetAsync("/config/0367");
        var one = await _app.GetAsync("/config/0367/ms");

        added.Status.ShouldBe(HttpStatusCode.Created, added.Text);
        sentBack.Status.ShouldBe(HttpStatusCode.OK, sentBack.Text);
        foreach (var text in new[] { added.Text, shown.GetRawText(), sentBack.Text, config.Text, one.Text })
        {
            text.ShouldNotContain(Secret);
            text.ShouldNotContain("client-id-123456789");
        }

        one.Json.GetProperty("api_token").GetString().ShouldBe("********33fa");
        (await _app.Database.ScalarAsync<string>("SELECT e::text || (SELECT string_agg(c::text, '') FROM enterprise_changes c) FROM enterprises e"))
            .ShouldNotBeNull().ShouldNotContain(Secret);
        var stored = _app.App.Service<EnterpriseDirectory>().Find("0367").ShouldNotBeNull();
        ((string?)stored.Integrations["ms"]!["api_token"]).ShouldBe(Secret);
        stored.Secret.ShouldBe("client-id-123456789");
        stored.IsPrimary("ms").ShouldBeTrue();
    }

    [Fact]
    public async Task A_masked_value_that_stands_for_nothing_stored_is_refused()
    {
        await PutAsync("""{"name": "June", "integrations_config": {"stub": {"key": "one-long-secret-0001"}}}""");

        var answer = await PutAsync("""{"secret": "********abcd", "integrations_config": {"stub": {"key": "********9999"}}}""");

        answer.ShouldBeProblem(HttpStatusCode.BadRequest);
        answer.WrongFields.ShouldBe(["secret", "integrations_config.stub.key"], ignoreOrder: true);
    }

    [Fact]
    public async Task Every_wrong_field_is_named()
    {
        var answer = await PutAsync("""
            {"number": "0368", "time_zone": "Mars", "secret": "short", "primary_integration": "sap", "colour": "red",
             "integrations_config": {"stub": {"enabled": true}}, "extensions": [{"extension": "a"}, {"extension": "151", "phone": "?"}]}
            """);
        var later = await PutAsync("""{"name": "June", "primary_integration": "sap", "integrations_config": {"stub": {"enabled": true}}}""");

        answer.ShouldBeProblem(HttpStatusCode.BadRequest);
        answer.WrongFields.ShouldBe(["number", "time_zone", "secret", "colour", "extensions[0].extension", "extensions[1].phone"], ignoreOrder: true);
        later.WrongFields.ShouldBe(["primary_integration", "integrations_config.stub.key"], ignoreOrder: true);
        (await _app.GetAsync(Path + "/0367")).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_a_change_leaves_out_stays_and_null_removes()
    {
        await PutAsync("""{"name": "June", "integrations_config": {"stub": {"key": "one-long-secret-0001", "colour": "red", "depth": 3}}, "extensions": [{"extension": "151"}]}""");
        var uuid = (await _app.GetAsync("/config/0367/stub")).Json.GetProperty("webhook_uuid").GetString();

        var changed = await _app.SendAsync(HttpMethod.Put, "/stub-admin/api/config/0367", """{"colour": null, "depth": 4}""");
        var wrong = await _app.SendAsync(HttpMethod.Put, "/stub-admin/api/config/0367", """{"key": null}""");

        changed.Status.ShouldBe(HttpStatusCode.OK, changed.Text);
        changed.Json.EnumerateObject().Select(field => field.Name).ShouldBe(["key", "depth", "webhook_uuid"], ignoreOrder: true);
        changed.Json.GetProperty("webhook_uuid").GetString().ShouldBe(uuid);
        wrong.WrongFields.ShouldBe(["key"]);
        (await _app.GetAsync(Path + "/0367")).Json.GetProperty("extensions").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Who_changed_what_is_written_down()
    {
        await PutAsync("""{"name": "June"}""");
        await PutAsync("""{"name": "July"}""");
        var refused = await _app.PostAsync(Path, """{"number": "0367", "name": "Again"}""");
        await _app.SendAsync(HttpMethod.Delete, Path + "/0367", null);

        var changes = await _app.GetAsync(Path + "/0367/changes?limit=2");
        var rest = await _app.GetAsync($"{Path}/0367/changes?after={changes.Json.GetProperty("next").GetString()}");

        refused.ShouldBeProblem(HttpStatusCode.Conflict);
        changes.Items.Concat(rest.Items).Select(change => change.GetProperty("action").GetString()).ShouldBe(["deleted", "changed", "created"]);
        changes.Items.ElementAt(1).GetProperty("before").GetProperty("name").GetString().ShouldBe("June");
        changes.Items.ElementAt(1).GetProperty("after").GetProperty("name").GetString().ShouldBe("July");
        changes.Items.ShouldAllBe(change => change.GetProperty("who").GetString() == "tests");
    }

    [Fact]
    public async Task A_change_takes_effect_on_every_replica_also_after_their_connection_broke()
    {
        await using var other = await StartAsync(_app.Database);
        var directory = other.App.Service<EnterpriseDirectory>();

        await PutAsync($$"""{"name": "June", "integrations_config": {{SeedConfig}}}""");
        await Poll.UntilAsync(() => (string?)directory.Find("0367")?.Integrations["ms"]?["api_token"] == Secret, Limit, "the other replica knows and can read the secret");

        await _app.Database.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' OR query = 'SELECT 1' AND datname = current_database()");
        await _app.Database.ExecuteAsync("UPDATE enterprises SET name = 'By hand'");
        await Poll.UntilAsync(() => directory.Find("0367")?.Name == "By hand", Limit, "a change by hand is known after the break");
    }

    [Fact]
    public async Task Settings_written_by_hand_in_the_clear_are_understood()
    {
        await _app.Database.ExecuteAsync(
            "INSERT INTO enterprises (number, name, secret, integrations_config) VALUES ('0367', 'June', 'client-id', @config::jsonb)", new { config = SeedConfig });
        var directory = _app.App.Service<EnterpriseDirectory>();
        await Poll.UntilAsync(() => directory.Find("0367") is not null, Limit, "the enterprise is known");

        ((string?)directory.Find("0367")!.Integrations["ms"]!["integration_code"]).ShouldBe(Secret);
        directory.FindBySecret("client-id").ShouldNotBeNull().Number.ShouldBe("0367");
        directory.FindBySecret("client-ie").ShouldBeNull();
        (await _app.GetAsync("/config/0367")).Text.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task Settings_are_for_holders_of_a_key_and_for_this_machine()
    {
        using var stranger = new HttpRequestMessage(HttpMethod.Get, "/config/0367");
        stranger.Headers.Add("X-Forwarded-For", "203.0.113.7");
        _app.App.Client.DefaultRequestHeaders.Remove("X-Api-Key");

        var admin = await _app.GetAsync("/stub-admin/api/config/0367");
        var local = await _app.GetAsync("/config/0367");
        using var proxied = await _app.App.Client.SendAsync(stranger);

        admin.ShouldBeProblem(HttpStatusCode.Unauthorized);
        local.ShouldBeProblem(HttpStatusCode.NotFound);
        proxied.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Where_a_proxy_does_not_say_for_whom_it_asks_this_machine_needs_a_key_too()
    {
        await using var app = await ApiApp.StartAsync(postgres, "--Web:AlwaysDemandKey=true");
        var withKey = await app.GetAsync("/config/0367");
        app.App.Client.DefaultRequestHeaders.Remove("X-Api-Key");

        var answers = new[] { await app.GetAsync("/config/0367"), await app.GetAsync("/customer-name/0367/375447034448"), await app.GetAsync("/stats"), await app.PostAsync("/internal/recovery", "{}") };

        withKey.ShouldBeProblem(HttpStatusCode.NotFound);
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_secret_or_a_webhooks_address_is_one_enterprises_alone()
    {
        await PutAsync("""{"name": "June", "secret": "client-id-123456789", "integrations_config": {"ms": {"enabled": true, "integration_code": "k", "webhook_uuid": "b645bb45-2146-46c3-bb54-29a0e83b39a5"}}}""");
        const string other = """
            {"name": "July", "secret": "client-id-123456789", "integrations_config": {"ms": {"enabled": true, "integration_code": "k", "webhook_uuid": "B645BB45-2146-46c3-bb54-29a0e83b39a5"}}}
            """;

        var same = await PutAsync("{}");
        var taken = await _app.SendAsync(HttpMethod.Put, Path + "/0368", other);
        var alone = await _app.SendAsync(HttpMethod.Put, Path + "/0368", """{"name": "July", "integrations_config": {"ms": {"enabled": true, "integration_code": "k"}}}""");
        var later = await _app.SendAsync(HttpMethod.Put, "/ms-admin/api/config/0368", """{"webhook_uuid": "b645bb45-2146-46c3-bb54-29a0e83b39a5"}""");

        same.Status.ShouldBe(HttpStatusCode.OK, same.Text);
        taken.WrongFields.ShouldBe(["secret", "integrations_config.ms.webhook_uuid"], ignoreOrder: true);
        alone.Status.ShouldBe(HttpStatusCode.Created, alone.Text);
        later.WrongFields.ShouldBe(["webhook_uuid"]);
        _app.App.Service<EnterpriseDirectory>().FindBySecret("client-id-123456789").ShouldNotBeNull().Number.ShouldBe("0367");
    }

    [Fact]
    public async Task A_secret_whose_key_is_missing_outlives_the_changes_of_others_and_can_be_given_again()
    {
        await _app.Database.ExecuteAsync("""
            INSERT INTO enterprises (number, name, secret, integrations_config) VALUES ('0367', 'June', 'enc:1:secret-of-a-lost-key',
                '{"ms": {"api_token": "enc:1:token-of-a-lost-key", "integration_code": "enc:1:code-of-a-lost-key", "deep": {"secret": "enc:1:deep-of-a-lost-key"}}}')
            """);

        var another = await _app.SendAsync(HttpMethod.Put, "/stub-admin/api/config/0367", """{"key": "one-long-secret-0001"}""");
        var kept = await StoredAsync();
        var given = await _app.SendAsync(HttpMethod.Put, "/ms-admin/api/config/0367", """{"api_token": "a-new-token-000001", "integration_code": null}""");
        var cleared = await PutAsync("""{"secret": null}""");
        var changed = await StoredAsync();

        another.Status.ShouldBe(HttpStatusCode.OK, another.Text);
        foreach (var lost in new[] { "secret-of", "token-of", "code-of", "deep-of" })
            kept.ShouldContain($"enc:1:{lost}-a-lost-key");
        (given.Status, cleared.Status).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK), given.Text + cleared.Text);
        foreach (var gone in new[] { "secret-of", "token-of", "code-of" })
            changed.ShouldNotContain($"enc:1:{gone}-a-lost-key");
        changed.ShouldContain("enc:1:deep-of-a-lost-key");
        _app.App.Service<EnterpriseDirectory>().Find("0367")!.Integrations["ms"]!["api_token"]!.GetValue<string>().ShouldBe("a-new-token-000001");
    }

    private async Task<string> StoredAsync() => (await _app.Database.ScalarAsync<string>("SELECT e::text FROM enterprises e WHERE number = '0367'"))!;

    private Task<ApiAnswer> PutAsync(string body) => _app.SendAsync(HttpMethod.Put, Path + "/0367", body);

    private static Task<ApiApp> StartAsync(TestDatabase database) => ApiApp.StartOnAsync(database, AddVendors);

    private static void AddVendors(WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<ICrmVendor>(new StubVendor(new Uri("http://127.0.0.1:9/")));
}
