using System.Security.Cryptography;
using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop;
using CallControl.Crm.DigitalRop.Structure;
using CallControl.Delivery;
using CallControl.Enterprises;
using CallControl.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.DigitalRop;

/// <summary>
/// Tells the service of managers and offices: when an enterprise changes, and once a day in case something was missed, but only what differs from what was told last. The
/// service takes whole lists, so enterprises that share a key there are told of together: else each would put out the others' people.
/// </summary>
internal sealed class StaffSync : BackgroundService
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(1);

    private readonly EnterpriseDirectory _directory;
    private readonly CrmAccounts _accounts;
    private readonly AccountAlarms _alarms;
    private readonly StaffTable _table;
    private readonly IOptions<DigitalRopOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger<StaffSync> _logger;
    private readonly WakeUp _changed;

    public StaffSync(
        EnterpriseDirectory directory, CrmAccounts accounts, AccountAlarms alarms, StaffTable table, IOptions<DigitalRopOptions> options, TimeProvider time, ILogger<StaffSync> logger)
    {
        (_directory, _accounts, _alarms, _table, _options, _time, _logger) = (directory, accounts, alarms, table, options, time, logger);
        _changed = new WakeUp(time);
        directory.Changed += _changed.Call;
    }

    public override void Dispose()
    {
        _directory.Changed -= _changed.Call;
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                failures = await LookAsync(stoppingToken) ? 0 : failures + 1;
                await _changed.WaitAsync(failures == 0 ? _options.Value.StaffEvery : RetryAfter(failures), stoppingToken);
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
                await Task.Delay(RetryAfter(++failures), _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private TimeSpan RetryAfter(int failures)
    {
        var wait = _options.Value.StaffRetry * Math.Pow(2, Math.Min(failures - 1, 20));
        return wait < LongestRetry ? wait : LongestRetry;
    }

    /// <returns>False when something is to be tried again soon.</returns>
    private async Task<bool> LookAsync(CancellationToken cancellation)
    {
        var ok = true;
        var open = _directory.All.OrderBy(enterprise => enterprise.Number, StringComparer.Ordinal)
            .Select(enterprise => _accounts.Find(enterprise.Number, DigitalRopVendor.Word)).OfType<OpenAccount>()
            .Select(account => (Account: account, Staff: DigitalRopVendor.StaffOf(account.Account, account.Parts)));
        foreach (var shared in open.GroupBy(one => one.Staff.AccountKey))
        {
            List<OpenAccount> accounts = [.. shared.Select(one => one.Account)];
            var managers = Merge(shared.Select(one => one.Staff.Managers), manager => manager.Id);
            var offices = Merge(shared.Select(one => one.Staff.Offices), office => office.Id);
            if (managers is null && offices is null)
                continue;
            var fingerprint = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { managers, offices })));
            await _table.SendAsync(
                shared.Key, fingerprint,
                async () =>
                {
                    WarnOfClashes([.. shared.Select(one => (one.Account.Account.Enterprise, one.Staff.Managers))]);
                    var problem = await SendAsync(accounts, managers, offices, cancellation);
                    // A refusal of the lists stays one until somebody changes them, which is heard of; a key may be taken again without a word.
                    ok &= problem is null or { IsTransient: false, IsAccountProblem: false };
                    return problem?.Message;
                },
                cancellation);
        }

        return ok;
    }

    private async Task<CrmException?> SendAsync(
        IReadOnlyList<OpenAccount> shared, IReadOnlyList<StaffManager>? managers, IReadOnlyList<StaffOffice>? offices, CancellationToken cancellation)
    {
        var enterprises = string.Join(", ", shared.Select(one => one.Account.Enterprise));
        try
        {
            await DigitalRopVendor.SendStaffAsync(shared[0].Adapter, managers, offices, cancellation);
            Log.StaffSent(_logger, enterprises, managers?.Count ?? 0, offices?.Count ?? 0);
            foreach (var account in shared)
                _alarms.Clear(account.Account.Enterprise, DigitalRopVendor.Word);
            return null;
        }
        catch (CrmException e)
        {
            Log.StaffNotSent(_logger, enterprises, e.Message);
            foreach (var account in shared.Where(_ => e.IsAccountProblem))
                _alarms.Raise(account, e.Message);
            return e;
        }
    }

    /// <summary>An extension stands for its employee where no CRM has an id for him, and two enterprises may have the same.</summary>
    private void WarnOfClashes(IReadOnlyList<(string Enterprise, IReadOnlyList<StaffManager>? Managers)> shared)
    {
        foreach (var same in shared.SelectMany(one => (one.Managers ?? []).Select(manager => (one.Enterprise, manager))).GroupBy(one => one.manager.Id))
        {
            // The same person may work for both.
            if (same.Select(one => one.manager).Distinct().Skip(1).Any())
                Log.SameManager(_logger, same.Key, string.Join(", ", same.Select(one => one.Enterprise)));
        }
    }

    private static List<T>? Merge<T>(IEnumerable<IReadOnlyList<T>?> lists, Func<T, string> id)
    {
        var given = lists.OfType<IReadOnlyList<T>>().ToList();
        return given.Count == 0 ? null : [.. given.SelectMany(list => list).DistinctBy(id)];
    }
}
