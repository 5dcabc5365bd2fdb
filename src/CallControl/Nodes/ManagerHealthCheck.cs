using CallControl.Asterisk.Ami;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallControl.Nodes;

/// <summary>Whether every node's manager interface is there. Without it calls go on, but are not recorded.</summary>
internal sealed class ManagerHealthCheck(NodeDirectory nodes) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var away = nodes.All.Where(n => n.Ami.State != AmiState.Ready).Select(n => $"{n.Options.Name} is {n.Ami.State}").ToArray();
        return Task.FromResult(away.Length == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Join(", ", away)));
    }
}
