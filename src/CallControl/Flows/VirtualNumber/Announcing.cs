using CallControl.Asterisk.Ari.Events;
using CallControl.Calls;

namespace CallControl.Flows.VirtualNumber;

/// <summary>The caller hears why it comes to nothing, and the call ends.</summary>
internal sealed class Announcing(VirtualNumberFlow flow, string prompt, EndReason reason) : Stage
{
    // No prompt is longer; the end must not hang on an event.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public override string Name => "announcing";

    public override async Task<Step> EnterAsync(Call call)
    {
        await call.StopPlayingAsync(call.Caller);
        call.StartTimer(this, "longest", Longest);
        return await flow.SayAsync(call, call.Caller, prompt) ? Step.Stay : Step.Finish(reason);
    }

    public override Task<Step> HandleAsync(Call call, CallMessage message) => Task.FromResult(message switch
    {
        CallMessage.FromAsterisk { Event: PlaybackFinished e } when e.ChannelId == call.Caller.Id => Step.Finish(reason),
        CallMessage.TimerFired => Step.Finish(reason),
        _ => Step.Stay,
    });
}
