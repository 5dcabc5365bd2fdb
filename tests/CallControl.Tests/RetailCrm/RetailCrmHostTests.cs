using System.Net;
using System.Text.Json.Nodes;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web.Api;
using CallControl.Crm.Contracts;
using CallControl.Delivery.Outbox;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors.RetailCrm;
using Npgsql;

namespace CallControl.CallControl.Tests.RetailCrm;

/// <summary>RetailCRM in the real application: settings through the API, its module registered, events through the outbox, its requests to us.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class RetailCrmHostTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Key = "0123456789abcdefRetail";
    private const string ClientId = "c1f0e6a2b7d94c0e00112233";
    private const string Secret = "webhook-secret-0011223344";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly PhoneNumber Client = PhoneNumber.Parse("+375447034448");

    private readonly RetailCrmStub _stub = new();
    private RetailCrmAccount? _account;
    private StubUser? _user;
    private ApiApp? _app;

    private RetailCrmAccount Account => _account!;

    private ApiApp App => _app!;

    public async Task InitializeAsync()
    {
        await _stub.StartAsync();
        _account = _stub.Open(Key);
        _user = _account.Employ("Oleg");
        _app = await ApiApp.StartAsync(postgres, "--Web:PublicUrl=https://pbx.example.com");
        (await _app.PostAsync("/api/v1/enterprises", """
            {"number":"0367","name":"Sample","primary_integration":"retailcrm","time_zone":"Europe/Minsk","settings":{"click_to_call":{"country":"BY"}},"extensions":[{"extension":"101","name":"Oleg"}]}
            """)).Status.ShouldBe(HttpStatusCode.Created);
        await SaveAsync(new JsonObject
        {
            ["enabled"] = true,
            ["api_url"] = _stub.ApiAddress.ToString(),
            ["api_key"] = Key,
            ["client_id"] = ClientId,
            ["webhook_secret"] = Secret,
            ["incoming_call_actions"] = new JsonObject { ["create_client"] = true },
            ["employee_mapping"] = new JsonObject { ["101"] = new JsonObject { ["employee_id"] = _user.Id } },
        });
        await Poll.UntilAsync(() => Account.IsTelephonyOn, Patience, "the module is registered");
    }

    public async Task DisposeAsync()
    {
        await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _stub.DisposeAsync();
    }

    [Fact]
    public async Task The_module_follows_the_settings()
    {
        var module = Account.Modules.ShouldHaveSingleItem().Value;
        await SaveAsync(new JsonObject { ["external_phones"] = new JsonObject { ["+375170000001"] = "main-shop" } });
        await Poll.UntilAsync(() => Telephony()["externalPhones"]!.AsArray().Count == 1, Patience, "the number is registered");
        await SaveAsync(new JsonObject { ["enabled"] = false });
        await Poll.UntilAsync(() => !Account.IsTelephonyOn, Patience, "the module is switched off");

        module["clientId"]!.ToString().ShouldBe(ClientId);
        module["integrations"]!["telephony"]!["makeCallUrl"]!.ToString().ShouldBe("https://pbx.example.com/retailcrm/make-call");
        _stub.Journal.Count(entry => entry.Request.Path.EndsWith("/edit", StringComparison.Ordinal)).ShouldBe(3);
        (await App.Database.ScalarAsync<int>("SELECT count(*) FROM retailcrm_modules WHERE problem IS NULL AND NOT active")).ShouldBe(1);
    }

    [Fact]
    public async Task A_call_goes_through_the_outbox_and_its_client_is_linked()
    {
        await TellAsync(Whole());
        await Poll.UntilAsync(() => Account.Calls.Count == 1, Patience, "the call is in RetailCRM");
        await Poll.UntilAsync(async () => await App.Database.ScalarAsync<int>("SELECT count(*) FROM retailcrm_customers") == 1, Patience, "the client is linked");
        await Poll.UntilAsync(
            async () => await App.Database.ScalarAsync<int>("SELECT count(*) FROM integration_logs WHERE url LIKE '%calls/upload%'") > 0, Patience, "the exchange is logged");
        var logged = string.Join('\n', await App.Database.QueryAsync<string>(
            "SELECT concat_ws(' ', url, request, response) FROM integration_logs WHERE integration_type = 'retailcrm' ORDER BY created_at DESC LIMIT 50"));

        Account.Calls[0].Text("code").ShouldBe("101");
        Account.Calls[0].Text("recordUrl").ShouldNotBeEmpty();
        Account.Screens().ShouldBeEmpty();
        _stub.Journal.SelectMany(entry => entry.Request.Remarks).ShouldBeEmpty();
        (await App.Database.ScalarAsync<int>("SELECT retailcrm_customer_id FROM retailcrm_customers WHERE phone = '+375447034448'")).ShouldBe(Account.Customers[0].Id);
        logged.ShouldNotContain(Key);
        logged.ShouldNotContain(ClientId);
        logged.ShouldNotContain(Client.Digits);
    }

    [Fact]
    public async Task A_click_is_taken_with_the_right_clientId_alone()
    {
        var stranger = await App.GetAsync("/retailcrm/make-call?clientId=c1f0e6a2b7d94c0e00112234&code=101&phone=%2B375447034448");
        var nobody = await App.GetAsync($"/retailcrm/make-call?clientId={ClientId}&code=199&phone=%2B375447034448");
        var lacking = await App.GetAsync($"/retailcrm/make-call?clientId={ClientId}&code=101");
        // No Asterisk is connected here; that is as far as a click comes.
        var click = await App.GetAsync($"/retailcrm/make-call?clientId={ClientId}&code=101&phone=%2B375447034448&userId=11&externalPhone=%2B375170000001&orderId=5");

        stranger.Status.ShouldBe(HttpStatusCode.Forbidden);
        nobody.Json.GetProperty("errorMsg").GetString()!.ShouldContain("no such extension");
        lacking.Status.ShouldBe(HttpStatusCode.BadRequest);
        click.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        click.Json.GetProperty("success").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_users_status_is_kept()
    {
        var query = $"clientId={ClientId}&userId=11&code=101&status=";
        (await App.GetAsync("/retailcrm/user-status?" + query + "busy")).Json.GetProperty("success").GetBoolean().ShouldBeTrue();
        (await App.PostAsync("/retailcrm/user-status", query + "dinner", "application/x-www-form-urlencoded")).Status.ShouldBe(HttpStatusCode.OK);

        var wrong = await App.GetAsync("/retailcrm/user-status?" + query + "asleep");

        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await App.Database.ScalarAsync<string>("SELECT status FROM retailcrm_user_status WHERE user_id = 11")).ShouldBe("dinner");
    }

    [Fact]
    public async Task Changed_data_is_read_anew_with_the_right_secret_alone()
    {
        var customer = Account.Add(new StubCustomer { FirstName = "Ira", LastName = "Sample", Phones = ["+375447034448"] });
        (await App.GetAsync("/customer-name/0367/375447034448")).Json.GetProperty("name").GetString().ShouldBe("Sample Ira");
        customer.FirstName = "Irina";
        var body = $$"""{"event":"customer.edit","customer_id":{{customer.Id}}}""";

        var stranger = await App.PostAsync("/retailcrm/webhook", body);
        var taken = await App.SendAsync(HttpMethod.Post, "/retailcrm/webhook", body, "application/json", ("X-Webhook-Secret", Secret));

        stranger.Status.ShouldBe(HttpStatusCode.Forbidden);
        taken.Status.ShouldBe(HttpStatusCode.OK, taken.Text);
        (await App.Database.ScalarAsync<string>("SELECT first_name FROM customers WHERE phone_e164 = '+375447034448'")).ShouldBe("Irina");
        (await App.GetAsync("/customer-name/0367/375447034448")).Json.GetProperty("name").GetString().ShouldBe("Sample Irina");
    }

    [Fact]
    public async Task Users_are_listed_and_taken_over_by_their_email()
    {
        var pavel = Account.Employ("Pavel");
        (await App.SendAsync(HttpMethod.Put, "/api/v1/enterprises/0367", $$"""
            {"extensions":[{"extension":"101","name":"Oleg"},{"extension":"102","name":"Pavel","email":"{{pavel.Email}}"}]}
            """)).Status.ShouldBe(HttpStatusCode.OK);

        var listed = await App.GetAsync("/retailcrm-admin/api/users/0367");
        var taken = await App.PostAsync("/retailcrm-admin/api/users/0367");
        await Poll.UntilAsync(() => Telephony()["additionalCodes"]!.AsArray().Count == 2, Patience, "RetailCRM knows the new extension");

        listed.Items.Select(user => user.GetProperty("extension").GetString()).ShouldBe(["101", null]);
        taken.Json.GetProperty("added").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task The_connection_test_says_what_is_wrong()
    {
        var well = await App.GetAsync("/retailcrm-admin/api/test/0367");
        Account.Scopes.Remove("user");

        var ill = await App.GetAsync("/retailcrm-admin/api/test/0367");

        well.Json.GetProperty("success").GetBoolean().ShouldBeTrue(well.Text);
        ill.Text.ShouldContain("may not do this");
    }

    private JsonNode Telephony() => Account.Modules.Single().Value["integrations"]!["telephony"]!;

    private async Task SaveAsync(JsonObject settings)
    {
        var saved = await App.SendAsync(HttpMethod.Put, "/retailcrm-admin/api/config/0367", settings.ToJsonString());
        saved.Status.ShouldBe(HttpStatusCode.OK, saved.Text);
        saved.Text.ShouldNotContain(Key);
        saved.Text.ShouldNotContain(ClientId);
    }

    private static CrmEvent[] Whole()
    {
        var call = new CrmCall(Guid.NewGuid(), "0367", CallDirection.Incoming, Client, PhoneNumber.Parse("+375170000001"), TimeProvider.System.GetUtcNow());
        var employee = new CallParty("101", null);
        var link = new Uri($"https://pbx.example.com/rec/{call.Id}.mp3");
        return
        [
            new CallRinging(Guid.NewGuid(), call, call.StartedAt, false, [employee]),
            new CallAnswered(Guid.NewGuid(), call, call.StartedAt, false, employee),
            new CallEnded(Guid.NewGuid(), call, call.StartedAt.AddSeconds(60), false, CallResult.Answered, employee, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(55)) { Recording = link },
            new RecordingReady(Guid.NewGuid(), call, call.StartedAt.AddSeconds(70), false, link, TimeSpan.FromSeconds(55)),
        ];
    }

    private async Task TellAsync(CrmEvent[] events)
    {
        await using var connection = await App.Database.Source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var crmEvent in events)
            batch.BatchCommands.Add(App.App.Service<OutboxSql>().Command(new OutboxEntry(crmEvent)));
        await batch.ExecuteNonQueryAsync();
    }
}
