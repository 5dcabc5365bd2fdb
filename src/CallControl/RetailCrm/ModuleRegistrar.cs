using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm;
using CallControl.Delivery;
using CallControl.Enterprises;
using CallControl.Storage;
using Npgsql;

namespace CallControl.RetailCrm;

/// <summary>
/// Keeps our telephony module in every account as the settings want it: registered, registered again when they change, switched off when the account is. Without a module
/// RetailCRM takes neither events nor calls. One replica does it; what failed is tried again every minute.
/// </summary>
internal sealed class ModuleRegistrar : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly EnterpriseDirectory _directory;
    private readonly CrmAccounts _accounts;
    private readonly RetailCrmVendor _vendor;
    private readonly RetailCrmTables _tables;
    private readonly TimeProvider _time;
    private readonly ILogger<ModuleRegistrar> _logger;
    private readonly WakeUp _changed;

    public ModuleRegistrar(
        EnterpriseDirectory directory, CrmAccounts accounts, RetailCrmVendor vendor, RetailCrmTables tables, TimeProvider time, ILogger<ModuleRegistrar> logger)
    {
        (_directory, _accounts, _vendor, _tables, _time, _logger) = (directory, accounts, vendor, tables, time, logger);
        _changed = new WakeUp(time);
        directory.Changed += LookAgain;
    }

    /// <summary>Something may be different from what is registered.</summary>
    public void LookAgain() => _changed.Call();

    public override void Dispose()
    {
        _directory.Changed -= LookAgain;
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var enterprise in _directory.All.Where(one => one.Integrations.ContainsKey(RetailCrmHost.Vendor)))
                    await LookAtAsync(enterprise, stoppingToken);
                await _changed.WaitAsync(Every, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The loop's edge: what is wrong with one look must not end the looks.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Log.Waits(_logger, e is NpgsqlException away ? StorageErrors.Describe(away) : e.Message);
                await Task.Delay(Every, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task LookAtAsync(Enterprise enterprise, CancellationToken cancellation)
    {
        var enabled = enterprise.IsEnabled(RetailCrmHost.Vendor);
        if (RetailCrmVendor.ModuleFingerprint(IntegrationSettings.Of(enterprise, RetailCrmHost.Vendor)) is not { } fingerprint)
            return;
        await _tables.ChangeModuleAsync(
            enterprise.Number,
            async registered => registered.Fingerprint == fingerprint || (!enabled && !registered.Active) || !ReferenceEquals(_directory.Find(enterprise.Number), enterprise)
                ? null // as it should be, or changed meanwhile: that is another look
                : await RegisterAsync(enterprise, fingerprint, enabled, cancellation),
            cancellation);
    }

    private async Task<RetailCrmTables.Registration?> RegisterAsync(Enterprise enterprise, string fingerprint, bool enabled, CancellationToken cancellation)
    {
        try
        {
            var account = _accounts.Open(enterprise, _vendor);
            var info = await _vendor.RegisterModuleAsync(account.Account, account.Parts, cancellation);
            Log.Registered(_logger, enterprise.Number, enabled);
            if (info is { NotExistUsersIds.Count: > 0 } or { NotExistSiteCodes.Count: > 0 })
                Log.UnknownNames(_logger, enterprise.Number, string.Join(", ", info.NotExistUsersIds ?? []), string.Join(", ", info.NotExistSiteCodes ?? []));
            return new RetailCrmTables.Registration(fingerprint, enabled, info, null);
        }
        catch (CrmException e)
        {
            Log.NotRegistered(_logger, enterprise.Number, e.Message);
            // An answer that did not come says nothing: the module may be on, and is to be switched off with the account.
            return new RetailCrmTables.Registration(null, enabled && e.IsTransient, null, e.Message);
        }
    }
}
