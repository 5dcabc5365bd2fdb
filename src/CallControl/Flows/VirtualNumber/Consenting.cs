using CallControl.Asterisk.Ari.Events;
using CallControl.Calls;

namespace CallControl.Flows.VirtualNumber;

/// <summary>"The talk is recorded", said whole: a key does not cut it short, but is kept for the question that follows.</summary>
internal sealed class Consenting(VirtualNumberFlow flow) : VirtualNumberStage(flow)
{
    public override string Name => "consenting";

    public override async Task<Step> EnterAsync(Call call)
    {
        if (await Flow.SayAsync(call, call.Caller, PromptNames.Consent))
            return Step.Stay;

        // Who was not told is not recorded.
        Flow.LeaveUnrecorded();
        return GoOn(call, "no consent prompt, so no recording");
    }

    public override Task<Step> HandleAsync(Call call, CallMessage message)
    {
        call.KeepDigit(message);
        if (message is not CallMessage.FromAsterisk { Event: PlaybackFinished finished })
            return Task.FromResult(Step.Stay);
        if (finished.Playback.Failed)
            Flow.LeaveUnrecorded();
        return Task.FromResult(GoOn(call, finished.Playback.Failed ? "the consent prompt failed, so no recording" : "said"));
    }

    // Who has chosen or keyed in his listing has confirmed already.
    private Step GoOn(Call call, string why) => call.Row.ConfirmedAt is null ? Flow.GreetOrRing(why) : Step.To(new Ringing(Flow), why);
}
