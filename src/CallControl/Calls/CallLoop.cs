using System.Threading.Channels;
using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.Telemetry;

namespace CallControl.Calls;

/// <summary>
/// What makes a call go: reads its mailbox and hands each message to the current stage, one after another, so a stage needs no lock and calls do
/// not wait for one another.
/// </summary>
internal sealed class CallLoop(Call call, ChannelReader<CallMessage> mailbox, CallTrace trace)
{
    /// <summary>Why the call ended; null when another process runs it now.</summary>
    public async Task<EndReason?> RunAsync(Stage first, bool goesOn)
    {
        try
        {
            var step = goesOn ? await TakeOverAsync(first) : Step.To(first, "the call arrived");
            while (true)
            {
                step = await GoOnAsync(step);
                if (step.End is { } reason)
                    return reason;
                var message = await mailbox.ReadAsync(call.Life);
                if (message is CallMessage.TakenOver)
                {
                    Log.Released(call.Environment.Logger, call.Id, call.Stage?.Name);
                    return null;
                }

                step = await GuardedAsync(TakeAsync(message));
            }
        }
        catch (OperationCanceledException) when (call.Life.IsCancellationRequested)
        {
            return EndReason.Overflow;
        }
        catch (AriTransportException e)
        {
            Log.Silent(call.Environment.Logger, call.Id, call.Stage?.Name, e.Message);
            return EndReason.AsteriskSilent;
        }
        catch (AriRefusedException e)
        {
            Log.Refused(call.Environment.Logger, call.Id, call.Stage?.Name, e.Message);
            return EndReason.AsteriskRefused;
        }
#pragma warning disable CA1031 // The edge of the call's loop: a bug in one call must not take the others with it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Crashed(call.Environment.Logger, call.Id, call.Stage?.Name, e);
            return EndReason.Failed;
        }
    }

    /// <summary>Goes on in the stage where another process left the call.</summary>
    private async Task<Step> TakeOverAsync(Stage stage)
    {
        Log.TakenOver(call.Environment.Logger, call.Id, call.Row.Stage, stage.Name);
        trace.Enter(stage.Name);
        call.Stage = stage;
        call.Row.Stage = stage.Name;
        call.Note("stage", stage.Name, "taken over from a process that ended");
        var step = await GuardedAsync(stage.ResumeAsync(call));
        call.Save();
        return step;
    }

    private async Task<Step> GoOnAsync(Step step)
    {
        while (step.Next is { } next)
        {
            Log.StageChanged(call.Environment.Logger, call.Id, call.Stage?.Name ?? "-", next.Name, step.Why);
            call.Timers.Stop();
            call.Stage = next;
            call.Row.Stage = next.Name;
            trace.Enter(next.Name);
            call.Note("stage", next.Name, step.Why);
            step = await GuardedAsync(next.EnterAsync(call));
            call.Save();
        }

        return step;
    }

    /// <summary>While the link is away the call rests as it is: its channels live on in Asterisk, and the snapshot after the reconnect decides.</summary>
    private async Task<Step> GuardedAsync(Task<Step> doing)
    {
        try
        {
            return await doing;
        }
        catch (AriTransportException e) when (e.IsLinkLost || !call.Environment.IsLinked())
        {
            Log.Resting(call.Environment.Logger, call.Id, call.Stage?.Name, e.Message);
            return Step.Stay;
        }
    }

    private Task<Step> TakeAsync(CallMessage message)
    {
        trace.Resume();
        switch (message)
        {
            case CallMessage.FromAsterisk { Event: var e } when e.ChannelId is { } channel && call.FindLeg(channel) is { } leg:
                if (!Keep(leg, e))
                    return Task.FromResult(Step.Stay);
                if (leg == call.Caller && e is ChannelHangupRequest or StasisEnd or ChannelDestroyed && call.Stage!.CallerLeft is { } left)
                    return Task.FromResult(Step.Finish(left));
                break;
            case CallMessage.ChannelVanished { Channel: var channel } vanished when call.FindLeg(channel) is { } leg:
                leg.IsGone = true;
                if (leg == call.Caller && (vanished.Restarted ? EndReason.Vanished : call.Stage!.CallerLeft) is { } reason)
                    return Task.FromResult(Step.Finish(reason));
                break;
            case CallMessage.LinkRestored:
                // What a stage waited for begins anew with what it says or asks anew.
                call.Timers.Stop();
                return call.Stage!.ResumeAsync(call);
            case CallMessage.TimerFired fired when !call.Timers.Counts(fired):
            case CallMessage.WorkDone { Stage: var worker } when worker != call.Stage:
            case CallMessage.WorkFailed { Stage: var failed } when failed != call.Stage:
                return Task.FromResult(Step.Stay);
        }

        return call.Stage!.HandleAsync(call, message);
    }

    /// <summary>Keeps the leg's own state; false when the stage need not hear of the event.</summary>
    private bool Keep(Leg leg, AriEvent e)
    {
        switch (e)
        {
            case StasisStart start:
                leg.Name = start.Channel.Name;
                return true;
            case ChannelHangupRequest:
                leg.IsHangingUp = true;
                return true;
            case StasisEnd:
                leg.IsGone = true;
                return true;
            case ChannelDestroyed destroyed:
                leg.IsGone = true;
                leg.Cause = destroyed.Cause;
                return true;
            case ChannelDtmfReceived dtmf:
                call.Note("digit", dtmf.Digit, leg.Role == LegRole.Caller ? "caller" : "owner");
                return true;
            case PlaybackFinished finished when finished.Playback.Id != leg.Playback:
                return false; // It was stopped, and something else plays by now.
            case PlaybackFinished finished:
                leg.Playback = null;
                if (finished.Playback.Failed)
                    Log.PlaybackFailed(call.Environment.Logger, call.Id, finished.Playback.MediaUri);
                return true;
            default:
                return true;
        }
    }
}
