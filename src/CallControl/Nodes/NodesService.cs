namespace CallControl.Nodes;

/// <summary>Keeps the links of all nodes up while the program runs, and ends them in order when it stops.</summary>
internal sealed class NodesService(NodeDirectory nodes, NodeParts parts) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var node in nodes.All)
            node.Ami.Start();

        var connecting = nodes.All
            .Where(node => node.Options.Link == LinkMode.Inbound)
            .Select(node => parts.CreateConnector(node.Link).RunAsync(stoppingToken));
        return Task.WhenAll([.. connecting, .. nodes.All.Select(node => node.WatchAsync(stoppingToken))]);
    }
}
