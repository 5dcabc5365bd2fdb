using System.Net;
using System.Text.Json.Nodes;
using CallControl.CallControl.Tests.Storage;
using CallControl.Crm.Contracts;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors.MoySklad;
using CallControl.TestKit.Vendors.UonTravel;

namespace CallControl.CallControl.Tests.DigitalRop;

/// <summary>Recordings through the outbox of the real application to the stand-in of the call analytics.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class RopDeliveryTests(PostgresFixture postgres) : IAsyncLifetime
{
    private RopApp _app = null!;

    public async Task InitializeAsync() => _app = await RopApp.StartAsync(postgres);

    public async Task DisposeAsync()
    {
        _app.Stub.Journal.SelectMany(entry => entry.Request.Remarks).ShouldBeEmpty();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_recorded_call_is_sent_once_and_shows_so()
    {
        await _app.SaveAsync();
        var call = await _app.SendCallAsync();
        await _app.TellAsync(_app.RecordingOf(call));
        await Poll.UntilAsync(async () => await WaitingAsync() == 0, RopApp.Patience, "the outbox is empty");

        _app.Account.Calls.ShouldHaveSingleItem().Audio.Format.ShouldBe("mp3");
        var shown = (await _app.Api.GetAsync($"/api/v1/calls/{call.Id}")).Json.GetProperty("analysis").GetProperty("requests")[0];
        (shown.GetProperty("state").GetString(), shown.GetProperty("manager_id").GetString(), shown.GetProperty("enterprise").GetString()).ShouldBe(("sent", "101", "0367"));
    }

    [Fact]
    public async Task The_deal_its_stage_and_the_manager_are_those_of_the_enterprises_CRM()
    {
        await using var uon = new UonStub();
        await uon.StartAsync();
        var agency = uon.Open("uon-key-0123456789");
        var lead = agency.AddLead(agency.AddUser(("u_name", "Ира"), ("u_phone", RopApp.Client.ToString())), "5");
        var saved = await _app.Api.SendAsync(HttpMethod.Put, "/uon-admin/api/config/0367", new JsonObject
        {
            ["enabled"] = true,
            ["api_url"] = uon.Address.ToString(),
            ["api_key"] = agency.Key,
            ["user_extensions"] = new JsonObject { ["2"] = "101" },
        }.ToJsonString());
        saved.Status.ShouldBe(HttpStatusCode.OK, saved.Text);
        await _app.SaveAsync();

        await _app.SendCallAsync();

        var sent = _app.Account.Calls.ShouldHaveSingleItem().Fields;
        (sent["deal_id"], sent["deal_stage_id"], sent["manager_id"]).ShouldBe((lead.Id, "5", "2"));
    }

    [Fact]
    public async Task A_refused_key_stops_the_account_tells_the_administrator_and_loses_nothing()
    {
        await _app.SaveAsync(settings => settings["api_key"] = "wrong-key-000");
        var (first, second) = (await _app.AddCallAsync(), await _app.AddCallAsync());
        await _app.TellAsync(_app.RecordingOf(first), _app.RecordingOf(second));
        await Poll.UntilAsync(async () => (await _app.HealthAsync()).Contains("digitalrop of enterprise 0367", StringComparison.Ordinal), RopApp.Patience, "the administrator is told");

        (await _app.HealthAsync()).ShouldContain("apiKey не валиден");
        (await WaitingAsync()).ShouldBe(2);
        _app.Account.Calls.ShouldBeEmpty();
        await _app.SaveAsync();

        await Poll.UntilAsync(() => _app.Account.Calls.Count == 2, RopApp.Patience, "with the right key both are sent");
        await Poll.UntilAsync(async () => !(await _app.HealthAsync()).Contains("digitalrop", StringComparison.Ordinal), RopApp.Patience, "all is well");
    }

    [Fact]
    public async Task What_is_left_out_and_what_is_refused_stands_with_its_reason()
    {
        await _app.SaveAsync();
        var (tooLong, silent) = (await _app.AddCallAsync(), await _app.AddCallAsync());

        await _app.TellAsync(
            _app.RecordingOf(tooLong) with { Duration = TimeSpan.FromMinutes(46) }, _app.RecordingOf(silent) with { Link = new Uri(_app.Audio.Address, "/gone.ogg") });
        await Poll.UntilAsync(async () => await _app.StateOfAsync(tooLong.Id) == "skipped" && await _app.StateOfAsync(silent.Id) == "refused", RopApp.Patience, "both are judged");

        (await ReasonAsync(tooLong)).ShouldContain("longer than the service takes, 2700 s");
        (await ReasonAsync(silent)).ShouldContain("Файл не является аудио");
        await Poll.UntilAsync(
            async () => await _app.Database.ScalarAsync<int>("SELECT count(*)::int FROM crm_outbox WHERE state = 'dead'") == 1, RopApp.Patience, "the refused one can be told again");
    }

    [Fact]
    public async Task A_checklist_is_passed_on_to_the_CRM_as_a_comment_on_the_call_once()
    {
        await using var moySklad = new MoySkladStub();
        await moySklad.StartAsync();
        var account = await ConnectAsync(moySklad);
        await _app.SaveAsync(settings => settings["comment_to_crm"] = true);
        var call = await _app.AddCallAsync();
        await _app.TellAsync(new CallEnded(
            Guid.NewGuid(), call, TimeProvider.System.GetUtcNow(), false, CallResult.Answered, new CallParty("101", null), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(55)));
        var webhook = await _app.WebhookAsync("checklist");

        for (var i = 0; i < 2; i++)
            (await _app.Api.PostAsync(webhook, RopApp.Checklist(call.Id.ToString()))).Status.ShouldBe(HttpStatusCode.OK);
        await Poll.UntilAsync(() => account.Calls is [{ Comment: { } comment }] && comment.Contains("18 из 20", StringComparison.Ordinal), RopApp.Patience, "the comment is there");
        await Poll.UntilAsync(async () => await WaitingAsync() == 0, RopApp.Patience, "the outbox is empty");

        var text = account.Calls.ShouldHaveSingleItem().Comment!;
        text.ShouldContain("Цифровой РОП, «Скрипт»: 18 из 20 (90%)\nНе выполнено: Бюджет");
        text.Split("Цифровой РОП").Length.ShouldBe(2);
        text.ShouldNotStartWith("Цифровой");
        (await _app.Database.ScalarAsync<bool>("SELECT commented_at IS NOT NULL FROM call_analysis")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_checklist_of_a_recovered_call_is_a_comment_on_the_record_that_was_made_of_it()
    {
        await using var moySklad = new MoySkladStub();
        await moySklad.StartAsync();
        var account = await ConnectAsync(moySklad);
        await _app.SaveAsync(settings =>
        {
            settings["comment_to_crm"] = true;
            settings["unknown_manager_id"] = "somebody";
        });
        var recovered = await _app.Api.PostAsync("/internal/recovery", $$"""
            {"UniqueId": "1757765248.0", "CallType": 0, "Phone": "{{RopApp.Client}}", "StartTime": "2026-01-15 15:07:28", "EndTime": "2026-01-15 15:08:23", "CallStatus": "2",
             "Trunk": "+375170000001", "enterprise_number": "0367", "record_url": "{{new Uri(_app.Audio.Address, "/rec.mp3")}}"}
            """);
        recovered.Status.ShouldBe(HttpStatusCode.Accepted, recovered.Text);
        await Poll.UntilAsync(() => _app.Account.Calls.Count == 1, RopApp.Patience, "the call is sent although nobody knows who talked");

        var sent = _app.Account.Calls[0];
        (await _app.Api.PostAsync(await _app.WebhookAsync("checklist"), RopApp.Checklist(sent.Id))).Status.ShouldBe(HttpStatusCode.OK);

        sent.ManagerId.ShouldBe("somebody");
        await Poll.UntilAsync(() => account.Calls is [{ Comment: { } comment }] && comment.Contains("18 из 20", StringComparison.Ordinal), RopApp.Patience, "the comment is there");
    }

    [Fact]
    public async Task A_result_that_no_CRM_takes_is_not_said_to_be_passed_on()
    {
        await _app.SaveAsync(settings => settings["comment_to_crm"] = true);
        var call = await _app.AddCallAsync();

        (await _app.Api.PostAsync(await _app.WebhookAsync("checklist"), RopApp.Checklist(call.Id.ToString()))).Status.ShouldBe(HttpStatusCode.OK);

        (await _app.Database.ScalarAsync<bool>("SELECT commented_at IS NULL AND call_id IS NOT NULL FROM call_analysis")).ShouldBeTrue();
    }

    [Fact]
    public async Task Neither_the_key_nor_addresses_with_secrets_are_shown_or_logged()
    {
        var saved = await _app.SaveAsync();
        await _app.SendCallAsync();
        await Poll.UntilAsync(
            async () => await _app.Database.ScalarAsync<int>("SELECT count(*)::int FROM integration_logs WHERE url LIKE '%audio-upload%'") > 0, RopApp.Patience, "the exchange is logged");

        var secret = (await _app.WebhookAsync("checklist")).Split('/')[^1];
        var logged = string.Join('\n', await _app.Database.QueryAsync<string>("SELECT concat_ws(' ', url, request, response, error) FROM integration_logs"));
        logged.ShouldContain("apiKey=***");
        logged.ShouldNotContain(RopApp.Key);
        saved.ToJsonString().ShouldNotContain(RopApp.Key);
        saved.ToJsonString().ShouldNotContain(secret);
        (await _app.Database.ScalarAsync<string>("SELECT integrations_config::text FROM enterprises WHERE number = '0367'"))!.ShouldNotContain(secret);
        (await _app.Api.GetAsync("/digitalrop-admin/api/test/0367")).Json.GetProperty("success").GetBoolean().ShouldBeTrue();
    }

    private async Task<MoySkladAccount> ConnectAsync(MoySkladStub moySklad)
    {
        const string Code = "0123456789abcdef0123456789abcdef01234567";
        var account = moySklad.Open(Code, "fedcba9876543210fedcba9876543210fedcba98");
        var saved = await _app.Api.SendAsync(HttpMethod.Put, "/ms-admin/api/config/0367", new JsonObject
        {
            ["enabled"] = true,
            ["phone_api_url"] = moySklad.PhoneAddress.ToString(),
            ["main_api_url"] = moySklad.RemapAddress.ToString(),
            ["integration_code"] = Code,
        }.ToJsonString());
        saved.Status.ShouldBe(HttpStatusCode.OK, saved.Text);
        return account;
    }

    private Task<int> WaitingAsync() => _app.Database.ScalarAsync<int>("SELECT count(*)::int FROM crm_outbox WHERE state = 'waiting'");

    private async Task<string> ReasonAsync(CrmCall call) =>
        (await _app.Api.GetAsync($"/api/v1/calls/{call.Id}")).Json.GetProperty("analysis").GetProperty("requests")[0].GetProperty("reason").GetString()!;
}
