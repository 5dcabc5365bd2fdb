namespace CallControl.Nodes;

/// <summary>Keeps the links of all nodes up while the program runs, and ends them in order when it stops.</summary>
internal sealed class NodesService(NodeDirectory nodes, NodeParts parts) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var node in nodes.All)
            node.Ami.Start();

        var connecting = nodes.All.Where(node => node.Options.Link == LinkMode.Inbound).Select(node => ConnectAsync(node, stoppingToken));
        return Task.WhenAll([.. connecting, .. nodes.All.Select(node => node.WatchAsync(stoppingToken))]);
    }

    private async Task ConnectAsync(AsteriskNode node, CancellationToken stoppingToken)
    {
        // The turn is given back only when our websocket is closed.
        using var connected = new CancellationTokenSource();
        var turn = parts.CreateTurn(node.Options);
        var holding = turn.RunAsync(connected.Token);
        await parts.CreateConnector(node.Link, turn).RunAsync(stoppingToken);
        await connected.CancelAsync();
        await holding;
    }
}
