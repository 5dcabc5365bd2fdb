using CallControl.Asterisk.Ari.Events;
using CallControl.Calls;

namespace CallControl.Flows.VirtualNumber;

/// <summary>"You are calling about …, press 1". Only 1 counts, also in the middle of the prompt; silence has it said again, then ends the call.</summary>
internal sealed class Greeting(VirtualNumberFlow flow) : Stage
{
    private const string Confirm = "1";

    private int _said;

    public override string Name => "greeting";

    public override async Task<Step> EnterAsync(Call call)
    {
        call.Row.GreetedAt ??= call.Now;
        return await SayAsync(call);
    }

    public override async Task<Step> HandleAsync(Call call, CallMessage message)
    {
        switch (message)
        {
            case CallMessage.FromAsterisk { Event: ChannelDtmfReceived { Digit: Confirm } }:
                call.Row.ConfirmedAt = call.Now;
                return Step.To(new Ringing(flow), "pressed 1");

            case CallMessage.FromAsterisk { Event: PlaybackFinished }:
                call.StartTimer(this, "digit", flow.Options.DigitTimeout);
                return Step.Stay;

            case CallMessage.TimerFired when _said > flow.Options.Repeats:
                return Step.To(new Announcing(flow, "goodbye", EndReason.CallerSilent), "no digit");

            case CallMessage.TimerFired:
                return await SayAsync(call);

            default:
                return Step.Stay;
        }
    }

    private async Task<Step> SayAsync(Call call)
    {
        _said++;
        if (!await flow.SayAsync(call, call.Caller, ListingPrompts.Greeting, otherwise: "greeting_generic"))
            call.StartTimer(this, "digit", flow.Options.DigitTimeout);
        return Step.Stay;
    }
}
