using System.Collections.Concurrent;
using CallControl.Asterisk.Ari;
using CallControl.Calls;

namespace CallControl.Overload;

/// <summary>
/// Turns callers away from a node that carries as many calls as it may, or whose Asterisk does not keep up. As cheap as can be, since it happens when there is least to spare:
/// one row, one request, no mailbox and no stages; the caller is never answered.
/// </summary>
internal sealed class FullNode(TimeProvider time, ILogger<FullNode> logger)
{
    /// <summary>Where the dialplan takes over.</summary>
    public const string Context = "callcontrol-full";

    private const int Busy = 17;

    private readonly ConcurrentDictionary<string, RareLog> _logs = new();

    /// <param name="row">The call that is not taken.</param>
    /// <param name="why">Which limit of the node is reached.</param>
    /// <param name="extension">As it was dialled.</param>
    /// <param name="environment">The node.</param>
    public void Refuse(CallRow row, string why, string extension, CallEnvironment environment)
    {
        row.Stage = "refusing";
        row.EndedAt = row.StartedAt;
        row.EndSide = EndReason.Overload.Side;
        row.EndReason = EndReason.Overload.Word;
        environment.Journal.Write(row);
        CallMetrics.Ended.Add(1, new KeyValuePair<string, object?>("reason", EndReason.Overload.ToString()));
        if (_logs.GetOrAdd(environment.Node, _ => new RareLog(time)).Count() is { } count)
            Log.NodeFull(logger, environment.Node, why, environment.Limit.WhenFull, count);
        _ = LetGoAsync(new ChannelId(row.CallerChannel), extension, environment);
    }

    private async Task LetGoAsync(ChannelId channel, string extension, CallEnvironment environment)
    {
        try
        {
            if (environment.Limit.WhenFull == WhenFull.Dialplan)
                await environment.Asterisk.Channels.ContinueAsync(channel, Context, extension, priority: 1);
            else
                await environment.Asterisk.Channels.HangUpAsync(channel, Busy);
        }
        catch (AriException e)
        {
            // The link broke: the snapshot after the reconnect finds the channel.
            Log.NotLetGo(logger, environment.Node, channel, e.Message);
        }
    }
}
