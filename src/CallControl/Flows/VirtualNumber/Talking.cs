using CallControl.Asterisk.Ami;
using CallControl.Asterisk.Ari.Events;
using CallControl.Calls;

namespace CallControl.Flows.VirtualNumber;

/// <summary>Both sides are in the bridge, recorded if that is switched on; it ends with either, or at the longest talk time.</summary>
internal sealed class Talking(VirtualNumberFlow flow) : Stage
{
    public override string Name => "talking";

    public override async Task<Step> EnterAsync(Call call)
    {
        // In this order on the wire: a tone that still plays would hold a channel out of the bridge.
        var silence = Task.WhenAll(call.StopPlayingAsync(call.Caller), call.StopPlayingAsync(call.Owner!));
        var bridging = call.Asterisk.Bridges.AddChannelsAsync(
            call.Bridge!.Value, [call.Caller.Id, call.Owner!.Id], inhibitConnectedLineUpdates: true, call.Life);
        if (flow.Plan.Record)
            call.Environment.Recorder.Start(call, this);
        call.StartTimer(this, "talk", flow.Plan.TalkTime);
        await Task.WhenAll(silence, bridging);
        call.Row.BridgedAt = call.Now;
        return Step.Stay;
    }

    public override Task<Step> HandleAsync(Call call, CallMessage message) => Task.FromResult(message switch
    {
        CallMessage.WorkDone { Result: AmiResponse answer } => Recorded(call, answer.Success, answer.Message),
        CallMessage.WorkFailed failed => Recorded(call, started: false, failed.Error.Message),
        CallMessage.FromAsterisk { Event: ChannelHangupRequest or StasisEnd or ChannelDestroyed } e when e.Event.ChannelId == call.Owner!.Id
            => Step.Finish(EndReason.OwnerHungUp),
        CallMessage.ChannelVanished e when e.Channel == call.Owner!.Id => Step.Finish(EndReason.Vanished),
        CallMessage.TimerFired => Step.Finish(EndReason.TalkLimit),
        _ => Step.Stay,
    });

    /// <summary>Talk is not disturbed by the link: both are still in the bridge.</summary>
    public override Task<Step> ResumeAsync(Call call) => Task.FromResult(Step.Stay);

    private static Step Recorded(Call call, bool started, string message)
    {
        call.IsRecorded = started;
        call.Note("recording", started ? "started" : "failed", message);
        if (!started)
            Log.NotRecorded(call.Environment.Logger, call.Id, message);
        return Step.Stay;
    }
}
