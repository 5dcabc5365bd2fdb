using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallControl.Delivery;

/// <summary>Accounts at which nothing works until an administrator does something: the key is refused, the solution is gone. Said once in the log, and in <c>/health/ready</c>.</summary>
internal sealed class AccountAlarms(CrmAccounts accounts, ILogger<AccountAlarms> logger) : IHealthCheck
{
    private readonly ConcurrentDictionary<(string Enterprise, string Integration), string> _raised = new();

    public void Raise(string enterprise, string integration, string message)
    {
        if (!_raised.TryGetValue((enterprise, integration), out var known) || known != message)
            Log.AccountRefused(logger, integration, enterprise, message);
        _raised[(enterprise, integration)] = message;
    }

    public void Clear(string enterprise, string integration) => _raised.TryRemove((enterprise, integration), out _);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // One that was switched off troubles nobody.
        var troubled = _raised.Where(alarm => accounts.Find(alarm.Key.Enterprise, alarm.Key.Integration) is not null)
            .Select(alarm => $"{alarm.Key.Integration} of enterprise {alarm.Key.Enterprise}: {alarm.Value}").Order(StringComparer.Ordinal).ToList();
        return Task.FromResult(troubled.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("accounts are refused: " + string.Join("; ", troubled)));
    }
}
