using CallControl.Asterisk.Ari.Link;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallControl.Nodes;

/// <summary>Whether every node's ARI link is up.</summary>
internal sealed class NodeHealthCheck(NodeDirectory nodes) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var away = nodes.All.Where(n => n.Link.State != AriLinkState.Connected).Select(n => $"{n.Options.Name} is {n.Link.State}").ToArray();
        return Task.FromResult(away.Length == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(string.Join(", ", away)));
    }
}
