using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.Tests.Suite;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.MoySklad;

namespace CallControl.Crm.Tests.MoySklad;

/// <summary>A MoySklad of its own for each test, with the account "a".</summary>
public abstract class MoySkladTest : IAsyncLifetime
{
    private readonly TestParts _parts = new();

    internal MoySkladLab Lab { get; } = new();

    internal CrmParts Parts => _parts.Parts;

    protected MoySkladAccount Account => Lab.Account();

    /// <summary>What was asked, one line each.</summary>
    protected IReadOnlyList<string> Asked => [.. Lab.Stub.Journal.Select(entry => $"{entry.Request.Method} {entry.Request.Path} {entry.Status}")];

    public Task InitializeAsync() => Lab.StartAsync();

    public async Task DisposeAsync()
    {
        _parts.Dispose();
        await Lab.DisposeAsync();
    }

    protected CrmAccount Configure(Action<JsonObject>? change = null) => TestParts.Account(Lab.Settings("a", new LabSettings(), change ?? (_ => { })));

    protected ICrmAdapter Open(Action<JsonObject>? change = null) => Lab.Vendor.Create(Configure(change), Parts);

    protected static async Task TellAsync(ICrmAdapter adapter, params IEnumerable<CrmEvent> events)
    {
        foreach (var crmEvent in events)
            await adapter.HandleAsync(crmEvent, CancellationToken.None);
    }

    /// <summary>The only call in the account.</summary>
    protected StubCall OnlyCall() => Account.Calls.ShouldHaveSingleItem();

    /// <summary>The bodies of requests whose method and path end so.</summary>
    protected IReadOnlyList<JsonNode> Bodies(string method, string pathEnd) =>
        [.. Lab.Stub.Journal.Where(entry => entry.Request.Method == method && entry.Request.Path.EndsWith(pathEnd, StringComparison.Ordinal)).Select(entry => entry.Request.Json()!)];

    internal static bool IsRemap(StubRequest request) => MoySkladStub.IsRemap(request);
}
