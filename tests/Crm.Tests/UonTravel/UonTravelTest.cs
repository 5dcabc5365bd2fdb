using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.Tests.Suite;
using CallControl.TestKit.Vendors.UonTravel;

namespace CallControl.Crm.Tests.UonTravel;

/// <summary>A U-ON of its own for each test, with the account "a".</summary>
public abstract class UonTravelTest : IAsyncLifetime
{
    private readonly TestParts _parts = new();

    internal UonTravelLab Lab { get; } = new();

    internal CrmParts Parts => _parts.Parts;

    protected UonAccount Account => Lab.Account();

    /// <summary>What was asked, one line each, without the key.</summary>
    protected IReadOnlyList<string> Asked => [.. Lab.Stub.Journal.Select(entry => $"{entry.Request.Method} {UonStub.MethodOf(entry.Request)} {entry.Status}")];

    public Task InitializeAsync() => Lab.StartAsync();

    public async Task DisposeAsync()
    {
        // Nothing that U-ON silently dropped may hide behind a green test.
        Lab.Stub.Journal.SelectMany(entry => entry.Request.Remarks).ShouldBeEmpty();
        _parts.Dispose();
        await Lab.DisposeAsync();
    }

    protected CrmAccount Configure(Action<JsonObject>? change = null) => TestParts.Account(Lab.Settings("a", new LabSettings(), change ?? (_ => { })));

    protected ICrmAdapter Open(Action<JsonObject>? change = null) => Lab.Vendor.Create(Configure(change), Parts);

    /// <summary>Settings for what a call does about leads.</summary>
    protected static Action<JsonObject> Leads(string mode, int? active = null, int? noOpen = null, int? noLeads = null, string actions = "incoming_call_actions") =>
        settings => settings[actions] = new JsonObject
        {
            ["create_client_on_call"] = true,
            ["create_lead"] = mode,
            ["status_lead_active"] = active,
            ["status_lead_no_open"] = noOpen,
            ["status_lead_no_leads"] = noLeads,
        };

    protected static async Task TellAsync(ICrmAdapter adapter, params IEnumerable<CrmEvent> events)
    {
        foreach (var crmEvent in events)
            await adapter.HandleAsync(crmEvent, CancellationToken.None);
    }
}
