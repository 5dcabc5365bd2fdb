using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop.Calls;
using CallControl.Crm.Tests.Suite;
using CallControl.TestKit.Vendors.DigitalRop;

namespace CallControl.Crm.Tests.DigitalRop;

/// <summary>A service of its own for each test, with the account "a".</summary>
public abstract class DigitalRopTest : IAsyncLifetime
{
    private readonly TestParts _parts = new();

    internal DigitalRopLab Lab { get; } = new();

    internal CrmParts Parts => _parts.Parts;

    protected RopAccount Account => Lab.Account();

    public Task InitializeAsync() => Lab.StartAsync();

    public async Task DisposeAsync()
    {
        // Nothing that the service silently dropped may hide behind a green test.
        Lab.Stub.Journal.SelectMany(entry => entry.Request.Remarks).ShouldBeEmpty();
        _parts.Dispose();
        await Lab.DisposeAsync();
    }

    protected CrmAccount Configure(Action<JsonObject>? change = null) => TestParts.Account(Lab.Settings("a", change ?? (_ => { })));

    protected ICrmAdapter Open(Action<JsonObject>? change = null, IFellowCrms? fellows = null) => Lab.Vendor.Create(Configure(change), Parts with { Fellows = fellows });

    /// <summary>Tells of a recording and returns what was written down of it.</summary>
    protected async Task<AnalysisNote?> SendAsync(RecordingReady recording, Action<JsonObject>? change = null, IFellowCrms? fellows = null)
    {
        await Open(change, fellows).HandleAsync(recording, CancellationToken.None);
        return Lab.Book.Notes.GetValueOrDefault(recording.Call.Id);
    }
}
