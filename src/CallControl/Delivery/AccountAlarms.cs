using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallControl.Delivery;

/// <summary>
/// Accounts at which nothing works until an administrator does something: the key is refused, the solution is gone. Said once in the log, and in <c>/health/ready</c>, until it works
/// or the enterprise's settings change: what they are worth will show.
/// </summary>
internal sealed class AccountAlarms(CrmAccounts accounts, ILogger<AccountAlarms> logger) : IHealthCheck
{
    private readonly ConcurrentDictionary<(string Enterprise, string Integration), (OpenAccount Account, string Message)> _raised = new();

    public void Raise(OpenAccount account, string message)
    {
        var name = (account.Account.Enterprise, account.Vendor.Name);
        // What is said again may have something added: that it was not asked anew.
        if (_raised.TryGetValue(name, out var known) && ReferenceEquals(known.Account, account) && message.StartsWith(known.Message, StringComparison.Ordinal))
            return;
        Log.AccountRefused(logger, account.Vendor.Name, account.Account.Enterprise, message);
        _raised[name] = (account, message);
    }

    public void Clear(string enterprise, string integration) => _raised.TryRemove((enterprise, integration), out _);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // One that was switched off troubles nobody.
        var troubled = _raised.Where(alarm => ReferenceEquals(accounts.Find(alarm.Key.Enterprise, alarm.Key.Integration), alarm.Value.Account))
            .Select(alarm => $"{alarm.Key.Integration} of enterprise {alarm.Key.Enterprise}: {alarm.Value.Message}").Order(StringComparer.Ordinal).ToList();
        return Task.FromResult(troubled.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("accounts are refused: " + string.Join("; ", troubled)));
    }
}
