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
            await RemoveAsync(before, cancellation);
        }
        else if (vendorName is not null && RetailCrmVendor.ModuleFingerprint(old) == RetailCrmVendor.ModuleFingerprint(saved))
        {
            await tables.ForgetModuleAsync(after.Number, cancellation);
            registrar.LookAgain();
        }

        return null;
    }

    public Task DeletedAsync(Enterprise before, CancellationToken cancellation) =>
        before.Integrations.ContainsKey(RetailCrmHost.Vendor) ? RemoveAsync(before, cancellation) : Task.CompletedTask;

    private async Task RemoveAsync(Enterprise before, CancellationToken cancellation)
    {
        await tables.RemoveModuleAsync(
            before.Number,
            // A registration whose answer was lost is on, too.
            active => active || before.IsEnabled(RetailCrmHost.Vendor) ? SwitchOffAsync(before, cancellation) : Task.CompletedTask,
            cancellation);
        // The settings may want another one.
        registrar.LookAgain();
    }

    private async Task SwitchOffAsync(Enterprise before, CancellationToken cancellation)
    {
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
