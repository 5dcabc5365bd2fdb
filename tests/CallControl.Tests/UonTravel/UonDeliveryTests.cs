using System.Net;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web;
using CallControl.CallControl.Tests.Web.Api;
using CallControl.Crm.Contracts;
using CallControl.Delivery;
using CallControl.Delivery.Outbox;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors.UonTravel;
using Npgsql;

namespace CallControl.CallControl.Tests.UonTravel;

/// <summary>Calls through the outbox of the real application to U-ON's stand-in.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class UonDeliveryTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly PhoneNumber Client = PhoneNumber.Parse("+375447034448");

    private UonApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await UonApp.StartAsync(postgres);
        await _app.SaveAsync();
        _app.Stub.Forget();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_call_becomes_client_lead_pop_up_and_record_by_the_enterprises_clock()
    {
        var call = NewCall(Client);

        await TellAsync(call);
        await Poll.UntilAsync(() => _app.Account.Leads is [{ Manager: "2" }], Patience, "the lead has its manager");

        var minsk = TimeZoneInfo.ConvertTime(call.StartedAt, TimeZoneInfo.FindSystemTimeZoneById("Europe/Minsk"));
        _app.Account.Calls.ShouldHaveSingleItem()["start"].ShouldBe(minsk.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        _app.Account.Calls[0]["record_link"].ShouldBe($"https://pbx.example.com/rec/{call.Id}.mp3");
        _app.Account.Users.ShouldHaveSingleItem().Manager.ShouldBe("2");
        _app.Account.PopUps.ShouldHaveSingleItem().Text.ShouldContain("Новый клиент");
        _app.Stub.Journal.SelectMany(entry => entry.Request.Remarks).ShouldBeEmpty();
        (await _app.Api.GetAsync("/responsible-extension/0367/375447034448?nocache=true")).Json.GetProperty("extension").GetString().ShouldBe("101");
    }

    [Fact]
    public async Task The_key_which_is_a_part_of_every_address_is_in_no_log()
    {
        await TellAsync(NewCall(Client));
        await Poll.UntilAsync(() => _app.Account.Leads is [{ Manager: "2" }], Patience, "the lead has its manager");
        await Poll.UntilAsync(
            async () => await _app.Api.Database.ScalarAsync<int>("SELECT count(*) FROM integration_logs WHERE url LIKE '%/request/update/%'") > 0, Patience, "the exchanges are logged");

        var logged = string.Join('\n', await _app.Api.Database.QueryAsync<string>("SELECT concat_ws(' ', url, request, response, error) FROM integration_logs"));

        logged.ShouldContain("/***/call_history/create.json");
        logged.ShouldNotContain(UonApp.Key);
        logged.ShouldNotContain(Client.Digits);
        logged.ShouldNotContain(_app.WebhookPath().Split('/')[^1]);
    }

    [Fact]
    public async Task Many_calls_at_once_keep_to_the_limit()
    {
        const int calls = 6;
        var from = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < calls; i++)
            await TellAsync(NewCall(PhoneNumber.Parse($"+37529000000{i}")));

        await Poll.UntilAsync(() => _app.Account.Leads.Count(lead => lead.Manager is not null) == calls, Patience, "all leads have their manager");

        // A starved machine may use turns late, and U-ON then sees a few too many; but they are no more than 8 in each second that passed.
        _app.Stub.Journal.Count.ShouldBeInRange(calls * 6, (int)(8 * (TimeProvider.System.GetElapsedTime(from).TotalSeconds + 2)));
        _app.Account.Calls.Count.ShouldBe(calls);
    }

    [Fact]
    public async Task Calls_that_are_recovered_in_a_batch_ask_once_for_each_number_and_disturb_nobody()
    {
        _app.Account.AddUser(("u_surname", "Иванова"), ("u_name", "Ирина"), ("u_phone", Client.Digits));
        var calls = Enumerable.Range(0, 6).Select(n => $$"""
            {"UniqueId": "recovered-{{n}}", "CallType": 0, "Phone": "{{(n % 2 == 0 ? Client.Digits : "375290000002")}}", "StartTime": "2025-09-13 15:0{{n}}:28",
             "EndTime": "2025-09-13 15:0{{n}}:58", "CallStatus": "2", "Extensions": ["101"], "Trunk": "+375170000001", "enterprise_number": "0367",
             "record_url": "https://pbx.example.com/rec/{{n}}.mp3"}
            """);

        (await _app.Api.PostAsync("/internal/recovery", $"[{string.Join(',', calls)}]")).Status.ShouldBe(HttpStatusCode.Accepted);
        await Poll.UntilAsync(
            async () => await _app.Api.Database.ScalarAsync<int>("SELECT count(*) FROM crm_outbox WHERE state NOT IN ('delivered', 'expired')") == 0, Patience, "all are told");

        var asked = _app.Stub.Journal.Select(entry => $"{entry.Request.Method} {UonStub.MethodOf(entry.Request)}").ToList();
        asked.Where(one => !one.EndsWith("call_history/create", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ShouldBe(["GET user/phone/375290000002", $"GET user/phone/{Client.Digits}", "POST user/create"]);
        _app.Account.Calls.Select(call => call["record_link"]).ShouldBe(Enumerable.Range(0, 6).Select(n => $"https://pbx.example.com/rec/{n}.mp3"), ignoreOrder: true);
        (await _app.Api.Database.ScalarAsync<string>("SELECT last_name FROM customers WHERE phone_e164 = @phone", new { phone = Client.ToString() })).ShouldBe("Иванова");
    }

    [Fact]
    public async Task Two_replicas_share_the_eight_requests_in_a_second_of_one_key()
    {
        const int each = 18;
        // The stand-in's own limit is lifted: what a busy machine sends late, in a heap, is not what is tested here.
        var account = _app.Stub.Open("uon-key-of-two-replicas", requests: 1000);
        await _app.SaveAsync(settings => settings["api_key"] = account.Key);
        await using var second = await ApiApp.StartOnAsync(_app.Api.Database, _ => { });
        _app.Stub.Forget();
        var from = TimeProvider.System.GetTimestamp();

        await Task.WhenAll(AskAsync(_app.Api.App), AskAsync(second.App));

        _app.Stub.Journal.Count.ShouldBe(2 * each);
        // 8 at once, then 8 in each second. Each for itself would need half of it.
        TimeProvider.System.GetElapsedTime(from).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(4));

        static Task AskAsync(RunningApp replica)
        {
            var adapter = replica.Service<CrmAccounts>().Find("0367", "uon")!.Adapter;
            return Task.WhenAll(Enumerable.Range(0, each).Select(n => adapter.FindCustomerAsync(PhoneNumber.Parse($"+3752900001{n:00}"), CancellationToken.None)));
        }
    }

    private static CrmCall NewCall(PhoneNumber client) =>
        new(Guid.NewGuid(), "0367", CallDirection.Incoming, client, PhoneNumber.Parse("+375170000001"), TimeProvider.System.GetUtcNow());

    private async Task TellAsync(CrmCall call)
    {
        var employee = new CallParty("101", null);
        CrmEvent[] events =
        [
            new CallRinging(Guid.NewGuid(), call, call.StartedAt, false, [employee]),
            new CallAnswered(Guid.NewGuid(), call, call.StartedAt, false, employee),
            new CallEnded(Guid.NewGuid(), call, call.StartedAt.AddSeconds(60), false, CallResult.Answered, employee, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(55))
            {
                Recording = new Uri($"https://pbx.example.com/rec/{call.Id}.mp3"),
            },
        ];
        await using var connection = await _app.Api.Database.Source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var crmEvent in events)
            batch.BatchCommands.Add(_app.Api.App.Service<OutboxSql>().Command(new OutboxEntry(crmEvent)));
        await batch.ExecuteNonQueryAsync();
    }
}
