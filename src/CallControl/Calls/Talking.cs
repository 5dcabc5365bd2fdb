using CallControl.Asterisk.Ami;
using CallControl.Asterisk.Ari.Events;

namespace CallControl.Calls;

/// <summary>Both sides are in the bridge, recorded if that is switched on; it ends with either, or at the longest talk time.</summary>
/// <param name="plan">How the talk runs.</param>
/// <param name="memory">What the flow must know to bring the call here again.</param>
internal sealed class Talking(TalkPlan plan, string memory) : Stage
{
    public override string Name => "talking";

    public override string Memory => memory;

    public override EndReason? CallerLeft => plan.CallerLeft;

    public override async Task<Step> EnterAsync(Call call)
    {
        var connecting = Conversation.ConnectAsync(call);
        if (plan.Record)
            call.Environment.Recorder.Start(call, this);
        call.StartTimer(this, "talk", plan.Longest);
        await connecting;
        call.Row.BridgedAt ??= call.Now;
        return Step.Stay;
    }

    public override Task<Step> HandleAsync(Call call, CallMessage message) => Task.FromResult(message switch
    {
        CallMessage.WorkDone { Result: AmiResponse answer } => Recorded(call, answer.Success, answer.Message),
        CallMessage.WorkFailed failed => Recorded(call, started: false, failed.Error.Message),
        CallMessage.FromAsterisk { Event: ChannelHangupRequest or StasisEnd or ChannelDestroyed } e when e.Event.ChannelId == call.Owner!.Id
            => Step.Finish(plan.OtherLeft),
        CallMessage.ChannelVanished e when e.Channel == call.Owner!.Id => Step.Finish(e.Restarted ? EndReason.Vanished : plan.OtherLeft),
        CallMessage.TimerFired => Step.Finish(EndReason.TalkLimit),
        _ => Step.Stay,
    });

    /// <summary>Talk is not disturbed by any absence of ours: both stay in the bridge, and only what is missing is done.</summary>
    public override async Task<Step> ResumeAsync(Call call)
    {
        await Conversation.ReconnectAsync(call);
        if (plan.Record && !call.Row.Recorded)
            call.Environment.Recorder.Resume(call, this);
        var left = plan.Longest - (call.Now - call.Row.BridgedAt!.Value);
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
