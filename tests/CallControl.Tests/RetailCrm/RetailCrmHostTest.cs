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

/// <summary>RetailCRM in the real application, with an enterprise whose module is registered.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public abstract class RetailCrmHostTest(PostgresFixture postgres) : IAsyncLifetime
{
    protected const string Key = "0123456789abcdefRetail";
    protected const string ClientId = "c1f0e6a2b7d94c0e00112233";
    protected const string Secret = "webhook-secret-0011223344";

    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    protected static readonly PhoneNumber Client = PhoneNumber.Parse("+375447034448");

    private RetailCrmAccount? _account;
    private StubUser? _user;
    private ApiApp? _app;

    protected RetailCrmStub Stub { get; } = new();

    protected RetailCrmAccount Account => _account!;

    private protected ApiApp App => _app!;

    public async Task InitializeAsync()
    {
        await Stub.StartAsync();
        _account = Stub.Open(Key);
        _user = _account.Employ("Oleg");
        _app = await ApiApp.StartAsync(postgres, "--Web:PublicUrl=https://pbx.example.com", "--Delivery:ParallelEvents=64", "--Delivery:FirstRetry=00:00:00.100");
        (await _app.PostAsync("/api/v1/enterprises", """
            {"number":"0367","name":"Sample","primary_integration":"retailcrm","time_zone":"Europe/Minsk","settings":{"click_to_call":{"country":"BY"}},"extensions":[{"extension":"101","name":"Oleg"}]}
            """)).Status.ShouldBe(HttpStatusCode.Created);
        await SaveAsync(new JsonObject
        {
            ["enabled"] = true,
            ["api_url"] = Stub.ApiAddress.ToString(),
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
        await Stub.DisposeAsync();
    }

    protected JsonNode Telephony() => Account.Modules.Single().Value["integrations"]!["telephony"]!;

    protected async Task SaveAsync(JsonObject settings)
    {
        var saved = await App.SendAsync(HttpMethod.Put, "/retailcrm-admin/api/config/0367", settings.ToJsonString());
        saved.Status.ShouldBe(HttpStatusCode.OK, saved.Text);
        saved.Text.ShouldNotContain(Key);
        saved.Text.ShouldNotContain(ClientId);
    }

    protected static CrmEvent[] Whole()
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

    protected async Task TellAsync(params IEnumerable<CrmEvent> events)
    {
        await using var connection = await App.Database.Source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var crmEvent in events)
            batch.BatchCommands.Add(App.App.Service<OutboxSql>().Command(new OutboxEntry(crmEvent)));
        await batch.ExecuteNonQueryAsync();
    }
}
