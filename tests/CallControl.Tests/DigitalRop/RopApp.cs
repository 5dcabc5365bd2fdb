using System.Net;
using System.Text.Json.Nodes;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web.Api;
using CallControl.Crm.Contracts;
using CallControl.Delivery.Outbox;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors.DigitalRop;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace CallControl.CallControl.Tests.DigitalRop;

/// <summary>The application with enterprises 0367 and 0368, a stand-in of the call analytics, and a place where recordings are.</summary>
internal sealed class RopApp : IAsyncDisposable
{
    public const string Key = "rop-key-0123456789";
    public const string Site = "https://pbx.example.com";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    public static readonly PhoneNumber Client = PhoneNumber.Parse("+375447034448");

    private RopApp(RopStub stub, AudioServer audio, ApiApp api) => (Stub, Audio, Account, Api) = (stub, audio, stub.Open(Key), api);

    public RopStub Stub { get; }

    public AudioServer Audio { get; }

    public RopAccount Account { get; }

    public ApiApp Api { get; }

    public TestDatabase Database => Api.Database;

    public static Task<RopApp> StartAsync(PostgresFixture postgres, params string[] settings) => StartWithAsync(postgres, _ => { }, settings);

    /// <param name="postgres">Where its database is.</param>
    /// <param name="change">The last word on services.</param>
    /// <param name="settings">As on the command line.</param>
    public static async Task<RopApp> StartWithAsync(PostgresFixture postgres, Action<WebApplicationBuilder> change, params string[] settings)
    {
        var stub = new RopStub();
        await stub.StartAsync();
        var audio = new AudioServer();
        await audio.StartAsync();
        audio.Serve(".mp3", await AudioServer.SoundAsync("55s.mp3", "-f", "lavfi", "-i", "sine=frequency=440:duration=55:sample_rate=16000", "-b:a", "32k"), "audio/mpeg");
        var api = await ApiApp.StartWithAsync(
            postgres, change, [$"--Web:PublicUrl={Site}", "--DigitalRop:LookEvery=00:00:00.050", "--DigitalRop:FirstPoll=00:00:00.100", "--DigitalRop:StaffRetry=00:00:00.200", .. settings]);
        var app = new RopApp(stub, audio, api);
        foreach (var (number, name) in new[] { ("0367", "June"), ("0368", "July") })
        {
            var added = await api.PostAsync("/api/v1/enterprises", $$"""
                {"number": "{{number}}", "name": "{{name}}", "extensions": [{"extension": "101", "name": "Иванов Иван Иванович"}, {"extension": "102", "name": "Петрова Мария"}]}
                """);
            added.Status.ShouldBe(HttpStatusCode.Created, added.Text);
        }

        return app;
    }

    /// <summary>Saves settings as the administration page does.</summary>
    public async Task<JsonObject> SaveAsync(Action<JsonObject>? change = null, string enterprise = "0367")
    {
        var settings = new JsonObject { ["enabled"] = true, ["base_url"] = Stub.BaseUrl.ToString(), ["api_key"] = Key };
        change?.Invoke(settings);
        var saved = await Api.SendAsync(HttpMethod.Put, $"/digitalrop-admin/api/config/{enterprise}", settings.ToJsonString());
        saved.Status.ShouldBe(HttpStatusCode.OK, saved.Text);
        return (JsonObject)JsonNode.Parse(saved.Text)!;
    }

    /// <summary>The path to paste into the service.</summary>
    public async Task<string> WebhookAsync(string kind, string name = "default", string enterprise = "0367")
    {
        var answer = await Api.GetAsync($"/digitalrop-admin/api/webhooks/{enterprise}");
        var item = answer.Items.Single(item => item.GetProperty("kind").GetString() == kind && item.GetProperty("name").GetString() == name);
        return new Uri(item.GetProperty("url").GetString()!).AbsolutePath;
    }

    /// <summary>A call of an enterprise that is over, as its row says.</summary>
    public async Task<CrmCall> AddCallAsync(string enterprise = "0367", Guid? id = null)
    {
        var call = NewCall(enterprise, id);
        await Database.ExecuteAsync("""
            INSERT INTO calls (id, node, flow, stage, caller, dialled, caller_channel, started_at, bridged_at, ended_at, end_side, end_reason, direction, enterprise, extension, line)
            VALUES (@Id, 'pbx', 'click-to-call', 'talking', '101', @client, 'c', now() - interval '2 minutes', now() - interval '1 minute', now(), 'client', 'hung_up', 'outgoing',
                @Enterprise, '101', '+375170000001')
            """, new { call.Id, client = Client.ToString(), call.Enterprise });
        return call;
    }

    public static CrmCall NewCall(string enterprise = "0367", Guid? id = null) =>
        new(id ?? Guid.CreateVersion7(), enterprise, CallDirection.Outgoing, Client, PhoneNumber.Parse("+375170000001"), TimeProvider.System.GetUtcNow());

    public RecordingReady RecordingOf(CrmCall call) =>
        new(Guid.NewGuid(), call, TimeProvider.System.GetUtcNow(), false, new Uri(Audio.Address, $"/recordings/{call.Id}.mp3"), TimeSpan.FromSeconds(55))
        {
            By = new CallParty("101", null),
            Bytes = 220_000,
        };

    public async Task TellAsync(params IEnumerable<CrmEvent> events)
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var crmEvent in events)
            batch.BatchCommands.Add(Api.App.Service<OutboxSql>().Command(new OutboxEntry(crmEvent)));
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>What <c>/health/ready</c> says.</summary>
    public async Task<string> HealthAsync() => (await Api.GetAsync("/health/ready")).Text;

    public Task<string?> StateOfAsync(Guid call) => Database.ScalarAsync<string?>("SELECT state FROM call_analysis_requests WHERE call_id = @call", new { call });

    public Task<int> CountResultsAsync() => Database.ScalarAsync<int>("SELECT count(*)::int FROM call_analysis");

    /// <summary>A call that was sent.</summary>
    public async Task<CrmCall> SendCallAsync(string enterprise = "0367")
    {
        var call = await AddCallAsync(enterprise);
        await TellAsync(RecordingOf(call));
        await Poll.UntilAsync(async () => await StateOfAsync(call.Id) == "sent", Patience, "the call is sent");
        return call;
    }

    public static string Checklist(string call, int score = 18, string at = "2026-01-15T10:30:00Z", string name = "Скрипт", int percentage = 90) => $$"""
        {"call_id": "{{call}}", "manager_id": "101", "checklist_name": "{{name}}", "total_score": {{score}}, "max_score": 20, "completion_percentage": {{percentage}},
         "stages": [{"stage_id": "S_1", "stage_name": "Потребности", "score": 1, "percentage": 85, "status": "completed", "comment": "c", "quote": "q"},
                    {"stage_id": "S_2", "stage_name": "Бюджет", "score": -1, "percentage": 15, "status": "failed", "comment": "c", "quote": ""}],
         "timestamp": "{{at}}", "new_field": {"kept": true} }
        """;

    public static string Table(string call, string id = "TBL_1") => $$"""
        {"call_id": "{{call}}", "table_id": "{{id}}", "table_name": "Конверсия", "extracted_data": {"client_name": "Ира", "objections": "дорого; подумать"},
         "processing_time": "00:02:35", "timestamp": "2026-01-15T10:32:35Z"}
        """;

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Audio.DisposeAsync();
        await Stub.DisposeAsync();
    }
}
