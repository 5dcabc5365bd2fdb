using CallControl.Asterisk.Ari.Link;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallControl.Nodes;

/// <summary>Whether every node's ARI link is up and of use. One that stands by is in order: another process serves that node.</summary>
internal sealed class NodeHealthCheck(NodeDirectory nodes) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var away = nodes.All.Where(n => n.Link.State != AriLinkState.Connected).Select(n => $"{n.Options.Name} is {n.Link.State}").ToArray();
        var useless = nodes.All.Where(n => n.Trouble is not null).Select(n => $"{n.Options.Name}: {n.Trouble}").ToArray();
        if (away.Length == 0)
            return Task.FromResult(useless.Length == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(string.Join(", ", useless)));
        var text = string.Join(", ", away);
        return Task.FromResult(nodes.All.All(n => n.Link.State is AriLinkState.Connected or AriLinkState.Standby)
            ? HealthCheckResult.Degraded(text)
            : HealthCheckResult.Unhealthy(text));
    }
}
