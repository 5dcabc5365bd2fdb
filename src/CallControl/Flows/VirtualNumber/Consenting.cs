using CallControl.Asterisk.Ari.Events;
using CallControl.Calls;

namespace CallControl.Flows.VirtualNumber;

/// <summary>"The talk is recorded", said whole: a key does not cut it short, but is kept for the question that follows.</summary>
internal sealed class Consenting(VirtualNumberFlow flow) : Stage
{
    public override string Name => "consenting";

    public override async Task<Step> EnterAsync(Call call)
        => await flow.SayAsync(call, call.Caller, PromptNames.Consent) ? Step.Stay : GoOn(call, "no consent prompt");

    public override Task<Step> HandleAsync(Call call, CallMessage message)
    {
        call.KeepDigit(message);
        return Task.FromResult(message is CallMessage.FromAsterisk { Event: PlaybackFinished } ? GoOn(call, "said") : Step.Stay);
    }

    // Who has chosen or keyed in his listing has confirmed already.
    private Step GoOn(Call call, string why) => call.Row.ConfirmedAt is null ? flow.GreetOrRing(why) : Step.To(new Ringing(flow), why);
}
