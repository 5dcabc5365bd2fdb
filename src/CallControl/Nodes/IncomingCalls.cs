using System.Collections.Frozen;
using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.Asterisk.Ari.Model;
using CallControl.Calls;

namespace CallControl.Nodes;

/// <summary>Takes channels that enter the application: the first argument of <c>Stasis()</c> names the flow.</summary>
internal sealed class IncomingCalls(IEnumerable<ICallFlow> flows, ILogger<IncomingCalls> logger)
{
    private readonly FrozenDictionary<string, ICallFlow> _flows = flows.ToFrozenDictionary(flow => flow.Name);

    public void Take(StasisStart start, CallEnvironment environment) => Take(start.Channel, start.Args, environment);

    public void Take(Channel channel, IReadOnlyList<string> arguments, CallEnvironment environment)
    {
        var name = arguments.Count > 0 ? arguments[0] : "";
        if (_flows.TryGetValue(name, out var flow))
            flow.Begin(channel, [.. arguments.Skip(1)], environment);
        else
            _ = ReturnToDialplanAsync(channel.Id, name, environment);
    }

    /// <summary>Goes on with a call whose process has ended.</summary>
    public Task AdoptAsync(CallRow row, CallRemains remains, CallEnvironment environment)
    {
        if (_flows.TryGetValue(row.Flow, out var flow))
            return flow.AdoptAsync(row, remains, environment);
        // A later version's call; its channels have nobody here and are removed as strays.
        Log.UnknownFlow(logger, environment.Node, row.Flow, new ChannelId(row.CallerChannel));
        return Task.CompletedTask;
    }

    /// <summary>A channel that nobody here knows what to do with goes on in the dialplan: as shipped, <c>from-trunk</c> hangs up.</summary>
    private async Task ReturnToDialplanAsync(ChannelId channel, string flow, CallEnvironment environment)
    {
        CallMetrics.Strays.Add(1);
        Log.UnknownFlow(logger, environment.Node, flow, channel);
        try
        {
            await environment.Asterisk.Channels.ContinueAsync(channel);
        }
        catch (AriException e)
        {
            Log.SnapshotFailed(logger, environment.Node, e.Message);
        }
    }
}
