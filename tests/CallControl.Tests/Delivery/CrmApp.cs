using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web.Api;
using CallControl.Crm.Contracts;
using CallControl.Delivery.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CallControl.CallControl.Tests.Delivery;

/// <summary>The application with enterprise 0367 that has a stub vendor, listing 101 of it, and the stub's server.</summary>
internal sealed class CrmApp : IAsyncDisposable
{
    public const string Secret = "stub-key-1234567890";

    public static readonly PhoneNumber Client = PhoneNumber.Parse("+375447034448");
    public static readonly PhoneNumber Line = PhoneNumber.Parse("+74951112201");

    private CrmApp(StubCrm crm, StubVendor vendor, ApiApp api) => (Crm, Vendor, Api) = (crm, vendor, api);

    public StubCrm Crm { get; }

    public StubVendor Vendor { get; }

    public ApiApp Api { get; }

    public TestDatabase Database => Api.Database;

    public static Task<CrmApp> StartAsync(PostgresFixture postgres, params string[] settings) => StartWithAsync(postgres, _ => { }, settings);

    public static async Task<CrmApp> StartWithAsync(PostgresFixture postgres, Action<WebApplicationBuilder> change, params string[] settings)
    {
        var crm = await StubCrm.StartAsync();
        var vendor = new StubVendor(crm.Address);
        var api = await ApiApp.StartWithAsync(postgres, builder =>
        {
            builder.Services.AddSingleton<ICrmVendor>(vendor);
            change(builder);
        }, settings);
        var app = new CrmApp(crm, vendor, api);
        await api.Database.AddListingsAsync(101);
        await api.Database.ExecuteAsync("UPDATE listings SET enterprise = '0367'");
        var added = await api.SendAsync(HttpMethod.Put, "/api/v1/enterprises/0367", $$$"""
            {"name": "June", "time_zone": "Europe/Minsk", "integrations_config": {"stub": {"enabled": true, "primary": true, "key": "{{{Secret}}}"}},
             "extensions": [{"extension": "151", "name": "A", "phone": "+79035550101"}]}
            """);
        added.Status.ShouldBe(System.Net.HttpStatusCode.Created, added.Text);
        return app;
    }

    public static CrmCall Call(Guid? id = null) => new(id ?? Guid.CreateVersion7(), "0367", CallDirection.Incoming, Client, Line, DateTimeOffset.UnixEpoch);

    /// <summary>The four events of an answered call.</summary>
    public static IEnumerable<CrmEvent> EventsOf(CrmCall call, DateTimeOffset at, bool recovered = false) =>
    [
        new CallRinging(EventKey.Of(call.Id, "ringing"), call, at, recovered, [new CallParty("151", null)]),
        new CallAnswered(EventKey.Of(call.Id, "answered"), call, at, recovered, new CallParty("151", null)),
        new CallEnded(EventKey.Of(call.Id, "ended"), call, at, recovered, CallResult.Answered, new CallParty("151", null), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)),
        new RecordingReady(EventKey.Of(call.Id, "recording"), call, at, recovered, new Uri("https://pbx.example.com/r.mp3"), TimeSpan.FromSeconds(30)),
    ];

    public async Task AddAsync(params IEnumerable<CrmEvent> events)
    {
        var outbox = Api.App.Service<OutboxSql>();
        await using var batch = Database.Source.CreateBatch();
        foreach (var chunk in events.Chunk(500))
            batch.BatchCommands.Add(outbox.Command([.. chunk.Select(e => new OutboxEntry(e))]));
        await batch.ExecuteNonQueryAsync();
    }

    public Task<int> CountAsync(string state) => Database.ScalarAsync<int>("SELECT count(*)::int FROM crm_outbox WHERE state = @state", new { state });

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Crm.DisposeAsync();
    }
}
