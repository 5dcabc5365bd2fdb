using System.Net;
using System.Text.Json.Nodes;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web.Api;
using CallControl.Crm.Contracts;
using CallControl.Delivery.Outbox;
using CallControl.Enterprises;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.MoySklad;
using Npgsql;

namespace CallControl.CallControl.Tests.MoySklad;

/// <summary>MoySklad's adapter in the real application: settings through the API, events through the outbox, its stand-in at the other end.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class MoySkladDeliveryTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Key = "0123456789abcdef0123456789abcdef01234567";
    private const string Token = "fedcba9876543210fedcba9876543210fedcba98";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly PhoneNumber Client = PhoneNumber.Parse("+375447034448");

    private readonly MoySkladStub _stub = new();
    private MoySkladAccount? _account;
    private ApiApp? _app;

    private MoySkladAccount Account => _account!;

    public async Task InitializeAsync()
    {
        await _stub.StartAsync();
        _account = _stub.Open(Key, Token);
        _account.Employ("101", "Sample O.");
        _account.Employ("102", "Example P.");
        _app = await ApiApp.StartAsync(postgres);
        (await _app.PostAsync("/api/v1/enterprises", """{"number":"0367","name":"Sample","primary_integration":"ms"}""")).Status.ShouldBe(HttpStatusCode.Created);
        var saved = await _app.SendAsync(HttpMethod.Put, "/ms-admin/api/config/0367", Settings().ToJsonString());
        saved.Status.ShouldBe(HttpStatusCode.OK, saved.Text);
        saved.Text.ShouldNotContain(Key);
        saved.Text.ShouldNotContain(Token);
    }

    public async Task DisposeAsync()
    {
        await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _stub.DisposeAsync();
    }

    [Fact]
    public async Task A_call_goes_through_the_outbox_and_the_clients_names_come_back()
    {
        Account.Counterparties.Add(new StubCounterparty
        {
            Name = "Sample Ltd",
            Phone = "+375 (44) 703-44-48",
            Owner = Account.Employees[1].Id,
            ContactPersons = { new StubContactPerson(Guid.NewGuid().ToString(), "Example Ivan", "375296254070") },
        });
        var call = NewCall();

        await TellAsync(Whole(call));
        await Poll.UntilAsync(() => Account.Calls is [{ RecordUrl.Count: 1 }], Patience, "the recording is in MoySklad");

        var record = Account.Calls.ShouldHaveSingleItem();
        record.Extension.ShouldBe("101");
        record.Screens.ShouldBeEmpty();
        // The manager's card depends on how fast his client was found; the exact order is tested without a database.
        record.Events.Where(happened => happened.Extension != "102").Select(happened => $"{happened.Type} {happened.Extension}")
            .ShouldBe(["SHOW 101", "STARTTIME 101", "HIDE_ALL "]);
        _stub.Journal.SelectMany(entry => entry.Request.Remarks).ShouldBeEmpty();
        _stub.Journal.ShouldAllBe(entry => entry.Status < 300);
        (await _app!.Database.QueryAsync<string>("SELECT last_name FROM customers ORDER BY phone_e164")).ShouldBe(["Example Ivan", "Sample Ltd"]);
        (await _app.GetAsync("/customer-name/0367/375447034448")).Json.GetProperty("name").GetString().ShouldBe("Sample Ltd");
        (await _app.GetAsync("/responsible-extension/0367/375447034448")).Json.GetProperty("extension").GetString().ShouldBe("102");
    }

    [Fact]
    public async Task Exchanges_are_logged_without_keys_and_whole_phone_numbers()
    {
        await TellAsync(Whole(NewCall()));
        await Poll.UntilAsync(() => Account.Calls is [{ RecordUrl.Count: 1 }], Patience, "the recording is in MoySklad");
        await Poll.UntilAsync(
            async () => await _app!.Database.ScalarAsync<int>("SELECT count(*) FROM integration_logs WHERE method = 'PUT'") >= 3, Patience, "the exchanges are logged");

        var logged = string.Join('\n', await _app!.Database.QueryAsync<string>(
            "SELECT concat_ws(' ', url, request, response) FROM integration_logs WHERE integration_type = 'ms' ORDER BY created_at DESC LIMIT 50"));

        logged.ShouldContain("/api/phone/1.0/call");
        logged.ShouldNotContain(Key);
        logged.ShouldNotContain(Token);
        logged.ShouldContain("search=");
        logged.ShouldNotContain(Client.Digits);
        logged.ShouldNotContain("447034448");
        logged.ShouldNotContain("7034448");
        logged.ShouldNotContain("703-44-48");
    }

    [Fact]
    public async Task The_connection_test_says_what_is_wrong()
    {
        var well = await _app!.GetAsync("/ms-admin/api/test/0367");
        Account.IsInstalled = false;

        var ill = await _app.GetAsync("/ms-admin/api/test/0367");

        well.Json.GetProperty("success").GetBoolean().ShouldBeTrue(well.Text);
        ill.Json.GetProperty("success").GetBoolean().ShouldBeFalse();
        ill.Text.ShouldContain("not installed");
    }

    [Fact]
    public async Task Employees_are_loaded_and_proposed_by_extension_address_and_name_and_the_proposal_can_be_saved()
    {
        var third = Account.Employ("909", "Third T.");
        Account.Employ("910", "Nobody here");
        await PutEnterpriseAsync($$"""
            {"extensions": [{"extension": "101"}, {"extension": "205", "email": "{{Account.Employees[1].Email.ToUpperInvariant()}}"}, {"extension": "206", "name": " third t."}, {"extension": "207"}]}
            """);

        var loaded = await _app!.GetAsync("/ms-admin/api/employees/0367");
        var mapping = loaded.Json.GetProperty("employee_mapping");
        var saved = await _app.SendAsync(HttpMethod.Put, "/ms-admin/api/config/0367", $$"""{"employee_mapping": {{mapping.GetRawText()}}}""");
        var stranger = await _app.GetAsync("/ms-admin/api/employees/0999");

        loaded.Status.ShouldBe(HttpStatusCode.OK, loaded.Text);
        loaded.Items.Select(item => $"{item.GetProperty("vendor_extension")} {item.GetProperty("extension")} {item.GetProperty("by")}")
            .ShouldBe(["101 101 extension", "102 205 email", "909 206 name", "910  "]);
        mapping.GetProperty("206").GetProperty("employee_id").GetString().ShouldBe(third.Id);
        loaded.Json.GetProperty("without_employee").EnumerateArray().Select(extension => extension.GetString()).ShouldBe(["207"]);
        saved.Status.ShouldBe(HttpStatusCode.OK, saved.Text);
        stranger.ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_extensions_of_its_own_an_enterprise_is_proposed_the_vendors_and_a_vendor_that_refuses_is_named()
    {
        var loaded = await _app!.GetAsync("/ms-admin/api/employees/0367");
        Account.IsInstalled = false;
        var refused = await _app.GetAsync("/ms-admin/api/employees/0367");
        await PutEnterpriseAsync("""{"integrations_config": {"ms": null}}""");
        var unset = await _app.GetAsync("/ms-admin/api/employees/0367");

        loaded.Items.Select(item => $"{item.GetProperty("extension")} {item.GetProperty("by")}").ShouldBe(["101 vendor", "102 vendor"]);
        refused.ShouldBeProblem(HttpStatusCode.BadGateway);
        refused.Text.ShouldContain("not installed");
        unset.ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_webhooks_address_is_exactly_one_enterprises_with_or_without_its_last_segment()
    {
        var other = Guid.NewGuid();
        (await _app!.PostAsync("/api/v1/enterprises", """{"number":"0368","name":"Other"}""")).Status.ShouldBe(HttpStatusCode.Created);
        (await _app.SendAsync(HttpMethod.Put, "/ms-admin/api/config/0368", $$"""{"enabled": true, "integration_code": "{{Key}}", "webhook_uuid": "{{other}}"}""")).Status.ShouldBe(HttpStatusCode.OK);
        var ours = (await _app.GetAsync("/ms-admin/api/config/0367")).Json.GetProperty("webhook_uuid").GetString()!;
        var directory = _app.App.Service<EnterpriseDirectory>();

        var found = (directory.FindByWebhook("ms", ours)?.Number, directory.FindByWebhook("ms", other.ToString())?.Number, directory.FindByWebhook("retailcrm", ours)?.Number);
        var click = """{"srcNumber": "101", "destNumber": "+375296254070", "uid": "admin@demo"}""";
        var plain = await _app.PostAsync($"/ms/webhook/{ours}", click);
        var segment = await _app.PostAsync($"/ms/webhook/{ours}/callRequest", click);
        var unknown = await _app.PostAsync($"/ms/webhook/{Guid.NewGuid()}", click);
        var further = await _app.PostAsync($"/ms/webhook/{ours}/another", click);
        var shorter = await _app.PostAsync($"/ms/webhook/{ours[..^1]}", click);
        (await _app.SendAsync(HttpMethod.Put, "/ms-admin/api/config/0367", """{"enabled": false}""")).Status.ShouldBe(HttpStatusCode.OK);
        var off = await _app.PostAsync($"/ms/webhook/{ours}", click);

        found.ShouldBe(("0367", "0368", null));
        (plain.Status, segment.Status).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        plain.Text.ShouldBeEmpty();
        new[] { unknown, further, shorter, off }.Select(answer => answer.Status).ShouldAllBe(status => status == HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_wrong_setting_is_named_by_the_API()
    {
        var answer = await _app!.SendAsync(HttpMethod.Put, "/ms-admin/api/config/0367", """{"webhook_uuid":"x","employee_mapping":{"15x":{}}}""");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.WrongFields.ShouldBe(["webhook_uuid", "employee_mapping.15x", "employee_mapping.15x.employee_id"], ignoreOrder: true);
    }

    [Fact]
    public async Task While_MoySklad_is_away_records_wait_and_pop_ups_pass()
    {
        _stub.Suffer(VendorTrouble.Down);
        var call = NewCall();
        await TellAsync(Whole(call));
        await Poll.UntilAsync(() => _stub.Journal.Count > 0, Patience, "MoySklad was asked");
        _stub.Recover();

        await Poll.UntilAsync(() => Account.Calls is [{ EndTime: not null, RecordUrl.Count: 1 }], Patience, "the record came after all");

        Account.Calls.ShouldHaveSingleItem().ExternalId.ShouldBe(call.Id.ToString());
        Account.Counterparties.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Many_calls_at_once_keep_to_the_limits_of_both_APIs()
    {
        const int calls = 26;
        for (var i = 0; i < calls; i++)
            await TellAsync(Whole(NewCall(PhoneNumber.Parse($"+37529000000{i % 3}"))));

        await Poll.UntilAsync(() => Account.Calls.Count(call => call.RecordUrl.Count == 1) == calls, Patience, "all calls are recorded");

        _stub.Journal.Count(entry => MoySkladStub.IsPhone(entry.Request)).ShouldBeGreaterThan(Account.PhoneWindow.Limit);
        _stub.Journal.Count(entry => MoySkladStub.IsRemap(entry.Request)).ShouldBeGreaterThan(Account.RemapWindow.Limit);
        _stub.Journal.Where(entry => entry.Status == 429).ShouldBeEmpty();
        Account.PhoneWindow.MostAtOnce.ShouldBeLessThanOrEqualTo(5);
        Account.Counterparties.Count.ShouldBe(3);
    }

    private JsonObject Settings()
    {
        var mapping = new JsonObject();
        foreach (var employee in Account.Employees)
            mapping[employee.Extension!] = new JsonObject { ["name"] = employee.Name, ["email"] = employee.Email, ["employee_id"] = employee.Id };
        return new JsonObject
        {
            ["enabled"] = true,
            ["phone_api_url"] = _stub.PhoneAddress.ToString(),
            ["main_api_url"] = _stub.RemapAddress.ToString(),
            ["integration_code"] = Key,
            ["api_token"] = Token,
            ["notifications"] = new JsonObject { ["notify_incoming"] = true },
            ["incoming_call_actions"] = new JsonObject { ["create_client"] = true },
            ["employee_mapping"] = mapping,
        };
    }

    private async Task PutEnterpriseAsync(string body)
    {
        var saved = await _app!.SendAsync(HttpMethod.Put, "/api/v1/enterprises/0367", body);
        saved.Status.ShouldBe(HttpStatusCode.OK, saved.Text);
    }

    private static CrmCall NewCall(PhoneNumber? client = null) =>
        new(Guid.NewGuid(), "0367", CallDirection.Incoming, client ?? Client, PhoneNumber.Parse("+375170000001"), TimeProvider.System.GetUtcNow());

    private static CrmEvent[] Whole(CrmCall call)
    {
        var employee = new CallParty("101", null);
        return
        [
            new CallRinging(Guid.NewGuid(), call, call.StartedAt, false, [employee]),
            new CallAnswered(Guid.NewGuid(), call, call.StartedAt, false, employee),
            new CallEnded(Guid.NewGuid(), call, call.StartedAt.AddSeconds(60), false, CallResult.Answered, employee, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(55)),
            new RecordingReady(Guid.NewGuid(), call, call.StartedAt.AddSeconds(70), false, new Uri($"https://pbx.example.com/rec/{call.Id}.mp3"), TimeSpan.FromSeconds(55)),
        ];
    }

    private async Task TellAsync(CrmEvent[] events)
    {
        await using var connection = await _app!.Database.Source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var crmEvent in events)
            batch.BatchCommands.Add(_app.App.Service<OutboxSql>().Command(new OutboxEntry(crmEvent)));
        await batch.ExecuteNonQueryAsync();
    }
}
