using CallControl.Asterisk.Ari.Events;
using CallControl.Calls;

namespace CallControl.Flows.VirtualNumber;

/// <summary>The caller hears why it comes to nothing, and the call ends.</summary>
internal sealed class Announcing(VirtualNumberFlow flow, string prompt, EndReason reason) : VirtualNumberStage(flow)
{
    // No prompt is longer; the end must not hang on an event.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    // What has left Asterisk is still on its way: hanging up at once would cut the last word off in the phone.
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(500);

    public override string Name => "announcing";

    public override async Task<Step> EnterAsync(Call call)
    {
        call.StartTimer(this, "longest", Longest);
        return await Flow.SayAsync(call, call.Caller, prompt) ? Step.Stay : Step.Finish(reason);
    }

    protected override VirtualNumberMemory Remember(VirtualNumberMemory memory)
        => memory with { Prompt = prompt, EndSide = reason.Side, EndWord = reason.Word };

    public override Task<Step> HandleAsync(Call call, CallMessage message)
    {
        switch (message)
        {
            case CallMessage.FromAsterisk { Event: PlaybackFinished e } when e.ChannelId == call.Caller.Id:
                call.StartTimer(this, "last words", LastWords);
                return Task.FromResult(Step.Stay);
            case CallMessage.TimerFired:
                return Task.FromResult(Step.Finish(reason));
            default:
                return Task.FromResult(Step.Stay);
        }
    }
}
