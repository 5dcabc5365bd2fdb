using CallControl.Crm.Contracts;

namespace CallControl.Crm.Tests.Suite;

/// <summary>What every vendor's adapter must do. A vendor's tests derive from it and give it a lab; what a vendor can't do by its capabilities is left out.</summary>
/// <param name="lab">The vendor's stand-in.</param>
public abstract partial class CrmContractSuite(VendorLab lab) : IAsyncLifetime
{
    private const int Attempts = 20;

    private readonly TestParts _parts = new();

    public Task InitializeAsync() => lab.StartAsync();

    public async Task DisposeAsync()
    {
        // Nothing that the vendor silently dropped may hide behind a green test.
        lab.Stub.Journal.SelectMany(entry => entry.Request.Remarks).ShouldBeEmpty();
        _parts.Dispose();
        await lab.DisposeAsync();
    }

    /// <summary>How many clients a call of an unknown number makes.</summary>
    private int Clients => Can(CrmCapabilities.CallRecords) ? 1 : 0;

    private int CountClients(string account) => lab.CountClients(account, Calls.Client);

    /// <summary>An event that no vendor lets pass without a request.</summary>
    private CrmEvent Telling() => Can(CrmCapabilities.CallRecords) ? Calls.Ended(Calls.New(), "101") : Calls.Recording(Calls.New());

    private bool Can(CrmCapabilities capability) => lab.Vendor.Capabilities.HasFlag(capability);

    private ICrmAdapter Open(string account = "a", LabSettings? settings = null, bool impatient = false) =>
        (impatient ? lab.ImpatientVendor : lab.Vendor).Create(TestParts.Account(lab.Settings(account, settings ?? new LabSettings())), _parts.Parts);

    private static async Task TellAsync(ICrmAdapter adapter, params IEnumerable<CrmEvent> events)
    {
        foreach (var crmEvent in events)
            await adapter.HandleAsync(crmEvent, CancellationToken.None);
    }

    /// <summary>Tells it again as long as the failure passes, as the outbox does, without its pauses.</summary>
    private static async Task TellUntilDoneAsync(ICrmAdapter adapter, CrmEvent crmEvent)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await adapter.HandleAsync(crmEvent, CancellationToken.None);
                return;
            }
            catch (CrmException e) when (e.IsTransient && attempt < Attempts)
            {
                // The outbox would wait here.
            }
        }
    }

    private SeenRecord OnlyRecord(string account = "a") => lab.Records(account).ShouldHaveSingleItem();
}
