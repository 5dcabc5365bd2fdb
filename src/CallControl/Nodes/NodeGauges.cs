using System.Diagnostics.Metrics;
using CallControl.Asterisk.Ami;
using CallControl.Asterisk.Ari.Link;
using CallControl.Telemetry;

namespace CallControl.Nodes;

/// <summary>What is going on at each node, counted when somebody asks: such a gauge can't drift.</summary>
internal sealed class NodeGauges(NodeDirectory nodes, IMeterFactory meters) : IHostedService
{
    private readonly HashSet<(string Node, string Stage)> _seen = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create("CallControl.Nodes");
        meter.CreateObservableGauge("callcontrol.calls.live", LiveCalls, description: "Calls in progress by stage");
        meter.CreateObservableGauge(
            "callcontrol.calls.limit", () => nodes.All.Select(node => Of(node, (long)node.Options.MaxCalls)), description: "Most calls at once; 0: no limit");
        meter.CreateObservableGauge(
            "callcontrol.ari.delay", () => nodes.All.Select(node => Of(node, node.Link.Delay.TotalSeconds)), "s", "How long requests queue at Asterisk");
        meter.CreateObservableGauge(
            "callcontrol.mailbox.waiting", () => nodes.All.Select(node => Of(node, node.Calls.Calls.Sum(call => (long)call.Waiting))),
            description: "Messages that wait in calls' mailboxes, all together");
        meter.CreateObservableGauge(
            "callcontrol.mailbox.deepest", () => nodes.All.Select(node => Of(node, node.Calls.Calls.Select(call => (long)call.Waiting).DefaultIfEmpty().Max())),
            description: "Messages that wait in the fullest mailbox");
        meter.CreateObservableGauge("callcontrol.link.up", Links, description: "1 while the link to a node stands");
        meter.CreateObservableGauge(
            "callcontrol.info", () => new Measurement<long>(1, new KeyValuePair<string, object?>("version", BuildInfo.Version)), description: "Always 1; which version runs");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A stage that had calls before and has none now is 0, not gone.</summary>
    private List<Measurement<long>> LiveCalls()
    {
        var live = nodes.All
            .SelectMany(node => node.Calls.Calls.Select(call => (node.Options.Name, call.Row.Stage)))
            .CountBy(call => call)
            .ToDictionary(counted => counted.Key, counted => (long)counted.Value);
        lock (_seen)
        {
            _seen.UnionWith(live.Keys);
            return [.. _seen.Select(seen => new Measurement<long>(
                live.GetValueOrDefault(seen), new KeyValuePair<string, object?>("node", seen.Node), new KeyValuePair<string, object?>("stage", seen.Stage)))];
        }
    }

    private IEnumerable<Measurement<long>> Links() => nodes.All.SelectMany(node => new[]
    {
        Link(node, "ari", node.Link.State == AriLinkState.Connected),
        Link(node, "ami", node.Ami.State == AmiState.Ready),
    });

    private static Measurement<long> Link(AsteriskNode node, string link, bool isUp)
        => new(isUp ? 1 : 0, new KeyValuePair<string, object?>("node", node.Options.Name), new KeyValuePair<string, object?>("link", link));

    private static Measurement<T> Of<T>(AsteriskNode node, T value)
        where T : struct => new(value, new KeyValuePair<string, object?>("node", node.Options.Name));
}
