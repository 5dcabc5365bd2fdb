using CallControl.Asterisk.Ami;
using CallControl.Asterisk.Ari.Events;
using CallControl.Calls;

namespace CallControl.Flows.ClickToCall;

/// <summary>Employee and client are in the bridge, recorded if that is switched on; it ends with either, or at the longest talk time.</summary>
internal sealed class Talking(ClickToCallFlow flow) : ClickToCallStage(flow)
{
    public override string Name => "talking";

    public override async Task<Step> EnterAsync(Call call)
    {
        var connecting = Conversation.ConnectAsync(call);
        if (Flow.Plan.Record)
            call.Environment.Recorder.Start(call, this);
        call.StartTimer(this, "talk", Flow.Plan.Talk);
        await connecting;
        call.Row.BridgedAt ??= call.Now;
        return Step.Stay;
    }

    public override Task<Step> HandleAsync(Call call, CallMessage message) => Task.FromResult(message switch
    {
        CallMessage.WorkDone { Result: AmiResponse answer } => Recorded(call, answer.Success, answer.Message),
        CallMessage.WorkFailed failed => Recorded(call, started: false, failed.Error.Message),
        CallMessage.FromAsterisk { Event: ChannelHangupRequest or StasisEnd or ChannelDestroyed } e when e.Event.ChannelId == call.Owner!.Id
            => Step.Finish(ClickEnds.ClientHungUp),
        CallMessage.ChannelVanished e when e.Channel == call.Owner!.Id => Step.Finish(e.Restarted ? EndReason.Vanished : ClickEnds.ClientHungUp),
        CallMessage.TimerFired => Step.Finish(EndReason.TalkLimit),
        _ => Step.Stay,
    });

    /// <summary>Talk is not disturbed by any absence of ours: both stay in the bridge, and only what is missing is done.</summary>
    public override async Task<Step> ResumeAsync(Call call)
    {
        await Conversation.ReconnectAsync(call);
        if (Flow.Plan.Record && !call.Row.Recorded)
            call.Environment.Recorder.Resume(call, this);
        var left = Flow.Plan.Talk - (call.Now - call.Row.BridgedAt!.Value);
        call.StartTimer(this, "talk", left > TimeSpan.Zero ? left : TimeSpan.Zero);
        return Step.Stay;
    }

    private static Step Recorded(Call call, bool started, string message)
    {
        call.Row.Recorded = started;
        call.Save();
        call.Note("recording", started ? "started" : "failed", message);
        if (!started)
            Log.NotRecorded(call.Environment.Logger, call.Id, message);
        return Step.Stay;
    }
}
