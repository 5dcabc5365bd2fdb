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
    private readonly DigitalRopVendor _vendor;
    private readonly StaffTable _table;
    private readonly IOptions<DigitalRopOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger<StaffSync> _logger;
    private readonly WakeUp _changed;

    public StaffSync(
        EnterpriseDirectory directory, CrmAccounts accounts, DigitalRopVendor vendor, StaffTable table, IOptions<DigitalRopOptions> options, TimeProvider time, ILogger<StaffSync> logger)
    {
        (_directory, _accounts, _vendor, _table, _options, _time, _logger) = (directory, accounts, vendor, table, options, time, logger);
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
            .Select(enterprise => _accounts.Find(enterprise.Number, _vendor.Name)).OfType<OpenAccount>()
            .Select(account => (Account: account, Staff: DigitalRopVendor.StaffOf(account.Account, account.Parts)));
        foreach (var shared in open.GroupBy(one => one.Staff.AccountKey))
        {
            var managers = Merge(shared.Select(one => one.Staff.Managers), manager => manager.Id);
            var offices = Merge(shared.Select(one => one.Staff.Offices), office => office.Id);
            if (managers is null && offices is null)
                continue;
            var fingerprint = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { managers, offices })));
            var names = string.Join(", ", shared.Select(one => one.Account.Account.Enterprise));
            await _table.SendAsync(
                shared.Key, fingerprint,
                async () =>
                {
                    var problem = await SendAsync(shared.First().Account, names, managers, offices, cancellation);
                    // A refusal stays one until somebody changes the settings, which is heard of.
                    ok &= problem is null or { IsTransient: false };
                    return problem?.Message;
                },
                cancellation);
        }

        return ok;
    }

    private async Task<CrmException?> SendAsync(
        OpenAccount account, string enterprises, IReadOnlyList<StaffManager>? managers, IReadOnlyList<StaffOffice>? offices, CancellationToken cancellation)
    {
        try
        {
            await _vendor.SendStaffAsync(account.Account, account.Parts, managers, offices, cancellation);
            Log.StaffSent(_logger, enterprises, managers?.Count ?? 0, offices?.Count ?? 0);
            return null;
        }
        catch (CrmException e)
        {
            Log.StaffNotSent(_logger, enterprises, e.Message);
            return e;
        }
    }

    private static List<T>? Merge<T>(IEnumerable<IReadOnlyList<T>?> lists, Func<T, string> id)
    {
        var given = lists.OfType<IReadOnlyList<T>>().ToList();
        return given.Count == 0 ? null : [.. given.SelectMany(list => list).DistinctBy(id)];
    }
}
