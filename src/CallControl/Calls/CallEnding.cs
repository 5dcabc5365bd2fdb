using System.Threading.Channels;
using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;

namespace CallControl.Calls;

/// <summary>The one way out of a call: runs once, frees everything the call made in Asterisk, and has its own deadline.</summary>
internal sealed class CallEnding(Call call, ChannelReader<CallMessage> mailbox)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly CallEnvironment _environment = call.Environment;

    public async Task EndAsync(EndReason reason)
    {
        WriteDown(reason);
        using var limit = new CancellationTokenSource(Deadline, _environment.Time);
        try
        {
            await FreeAsync(limit.Token);
            await WaitUntilLegsAreGoneAsync(limit.Token);
        }
        catch (Exception e) when (e is AriException or OperationCanceledException or ChannelClosedException)
        {
            CallMetrics.UncleanEnds.Add(1);
            Log.UncleanEnd(_environment.Logger, call.Id, e.Message);
        }

        _environment.Directory.Remove(call);
        if (call.Row.Recorded)
            _environment.Recorder.Finish(call);
    }

    private void WriteDown(EndReason reason)
    {
        // Asterisk's clock may be another one: a call never ends before it was answered.
        call.Row.EndedAt = call.EndedAt is { } end && end >= (call.Row.BridgedAt ?? call.Row.StartedAt) ? end : call.Now;
        call.Row.EndSide = reason.Side;
        call.Row.EndReason = reason.Word;
        call.Save();
        call.Note("end", reason.ToString());
        CallMetrics.Ended.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));
        Log.Ended(_environment.Logger, call.Id, reason, call.Row.Stage, (call.Row.EndedAt.Value - call.Row.StartedAt).TotalSeconds);
    }

    private async Task FreeAsync(CancellationToken cancellationToken)
    {
        List<Task> freeing = [];
        foreach (var leg in call.Legs)
        {
            // Who hung up himself is leaving already; should he not, the next comparison with Asterisk removes him.
            if (leg is { IsGone: false, IsHangingUp: false })
                freeing.Add(_environment.Asterisk.Channels.HangUpAsync(leg.Id, leg.HangUpCause, cancellationToken));
        }

        if (call.Bridge is { } bridge)
            freeing.Add(_environment.Asterisk.Bridges.DestroyAsync(bridge, cancellationToken));
        await Task.WhenAll(freeing);
    }

    /// <summary>Until then events of these channels still come, and the recorder still writes.</summary>
    private async Task WaitUntilLegsAreGoneAsync(CancellationToken cancellationToken)
    {
        while (call.Legs.Any(leg => !leg.IsGone))
        {
            switch (await mailbox.ReadAsync(cancellationToken))
            {
                case CallMessage.FromAsterisk { Event: StasisEnd or ChannelDestroyed } message
                    when message.Event.ChannelId is { } channel && call.FindLeg(channel) is { } leg:
                    leg.IsGone = true;
                    break;
                case CallMessage.FromManager { Event: { Name: "Hangup", UniqueId: { } rung } } when call.FindLeg(new ChannelId(rung)) is { } leg:
                    leg.IsGone = true;
                    break;
                case CallMessage.ChannelVanished { Channel: var vanished } when call.FindLeg(vanished) is { } leg:
                    leg.IsGone = true;
                    break;
            }
        }
    }
}
