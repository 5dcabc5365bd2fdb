using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.Tests.Suite;
using CallControl.TestKit.Vendors.RetailCrm;
using Microsoft.AspNetCore.WebUtilities;

namespace CallControl.Crm.Tests.RetailCrm;

/// <summary>A RetailCRM of its own for each test, with the account "a".</summary>
public abstract class RetailCrmTest : IAsyncLifetime
{
    private readonly TestParts _parts = new();

    internal RetailCrmLab Lab { get; } = new();

    internal CrmParts Parts => _parts.Parts;

    protected RetailCrmAccount Account => Lab.Account();

    /// <summary>What was asked, one line each.</summary>
    protected IReadOnlyList<string> Asked => [.. Lab.Stub.Journal.Select(entry => $"{entry.Request.Method} {entry.Request.Path["/api/v5/".Length..]}")];

    public Task InitializeAsync() => Lab.StartAsync();

    public async Task DisposeAsync()
    {
        Lab.Stub.Journal.SelectMany(entry => entry.Request.Remarks).ShouldNotContain(remark => remark.StartsWith("there is no", StringComparison.Ordinal));
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

    /// <summary>The structures that were posted to a method, in order.</summary>
    protected IReadOnlyList<JsonNode> Posted(string path, string field) =>
        [.. Lab.Stub.Journal.Where(entry => entry.Request.Method == "POST" && entry.Request.Path == "/api/v5/" + path)
            .Select(entry => JsonNode.Parse(QueryHelpers.ParseQuery(entry.Request.Body)[field].ToString())!)];
}
