using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm;
using CallControl.Delivery;
using CallControl.Enterprises;

namespace CallControl.RetailCrm;

/// <summary>
/// What <see cref="ModuleRegistrar"/> can't see in the settings: that somebody saved them once more because RetailCRM has lost the module, and the module of settings that are
/// gone, whose key is known here for the last time.
/// </summary>
internal sealed class SavedModules(
    ModuleRegistrar registrar, RetailCrmTables tables, CrmAccounts accounts, RetailCrmVendor vendor, TimeProvider time, ILogger<SavedModules> logger) : IIntegrationSaved
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public async Task<Enterprise?> SavedAsync(Enterprise? before, Enterprise after, string? vendorName, CancellationToken cancellation)
    {
        if (before is null || vendorName is not (null or RetailCrmHost.Vendor))
            return null;
        var (old, saved) = (IntegrationSettings.Of(before, RetailCrmHost.Vendor), IntegrationSettings.Of(after, RetailCrmHost.Vendor));
        if (RetailCrmVendor.LeavesModule(old, saved))
        {
            await SwitchOffAsync(before, cancellation);
            if (RetailCrmVendor.ModuleFingerprint(saved) is null)
                await tables.DeleteModuleAsync(after.Number, cancellation);
        }
        else if (vendorName is not null && RetailCrmVendor.ModuleFingerprint(old) == RetailCrmVendor.ModuleFingerprint(saved))
        {
            await tables.ForgetModuleAsync(after.Number, cancellation);
            registrar.LookAgain();
        }

        return null;
    }

    public async Task DeletedAsync(Enterprise before, CancellationToken cancellation)
    {
        await SwitchOffAsync(before, cancellation);
        await tables.DeleteModuleAsync(before.Number, cancellation);
    }

    private async Task SwitchOffAsync(Enterprise before, CancellationToken cancellation)
    {
        // One that is switched off is off there too.
        if (!before.IsEnabled(RetailCrmHost.Vendor))
            return;
        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var account = accounts.Open(before, vendor);
            await vendor.SwitchModuleOffAsync(account.Account, account.Parts, either.Token);
            Log.SwitchedOff(logger, before.Number);
        }
        catch (Exception e) when (e is CrmException || (e is OperationCanceledException && limit.IsCancellationRequested))
        {
            Log.NotSwitchedOff(logger, before.Number, e is CrmException ? e.Message : $"no answer within {Longest.TotalSeconds} s");
        }
    }
}
