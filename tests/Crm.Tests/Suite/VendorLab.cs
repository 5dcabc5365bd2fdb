using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.TestKit.Vendors;

namespace CallControl.Crm.Tests.Suite;

/// <summary>A vendor's stand-in, seen the way the suite needs it. It opens an account for every name it is asked for, with employees at extensions 101 and 102.</summary>
public abstract class VendorLab : IAsyncDisposable
{
    /// <summary>The vendor with patience for a busy machine.</summary>
    public abstract ICrmVendor Vendor { get; }

    /// <summary>The vendor with a patience of a fraction of a second, for when the suite makes the stand-in slow.</summary>
    public abstract ICrmVendor ImpatientVendor { get; }

    public abstract VendorStub Stub { get; }

    /// <summary>False for a vendor whose records can't be changed: the link has to stand in them from the beginning.</summary>
    public virtual bool AddsRecordingsLater => true;

    /// <summary>False for a vendor whose cards are closed by whoever reads them: then nobody knows on whose screen one still is.</summary>
    public virtual bool TakesCardsAway => true;

    public abstract Task StartAsync();

    public abstract JsonElement Settings(string account, LabSettings wanted);

    public abstract void AddClient(string account, PhoneNumber phone, string name, string ownerExtension);

    /// <summary>How many clients with this phone the account has.</summary>
    public abstract int CountClients(string account, PhoneNumber phone);

    public abstract IReadOnlyList<SeenRecord> Records(string account);

    /// <summary>The extensions that were ever shown a card.</summary>
    public abstract IReadOnlyList<string> ShownTo(string account);

    /// <summary>The extensions on whose screens a card is now.</summary>
    public abstract IReadOnlyList<string> Screens(string account);

    public virtual async ValueTask DisposeAsync()
    {
        await Stub.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
