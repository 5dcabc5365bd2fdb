using CallControl.Asterisk.Ari.Events;
using CallControl.Calls;

namespace CallControl.Flows.VirtualNumber;

/// <summary>
/// Asks the caller for one key. It counts before the question (he knows it already), in its middle and after it; wrong keys are ignored.
/// Silence has the question asked again, then ends the call with a goodbye.
/// </summary>
internal abstract class Question(VirtualNumberFlow flow) : VirtualNumberStage(flow)
{
    private int _asked;

    protected abstract IReadOnlyList<Said> Words { get; }

    /// <summary>What a key means; null for a wrong one.</summary>
    protected abstract Step? Answer(Call call, string digit);

    public override async Task<Step> EnterAsync(Call call)
    {
        foreach (var digit in call.TakeEarlyDigits())
        {
            if (Answer(call, digit.ToString()) is { } step)
                return step;
        }

        return await AskAsync(call);
    }

    public override async Task<Step> HandleAsync(Call call, CallMessage message)
    {
        switch (message)
        {
            case CallMessage.FromAsterisk { Event: ChannelDtmfReceived dtmf } when dtmf.Channel.Id == call.Caller.Id:
                return Answer(call, dtmf.Digit) ?? Step.Stay;

            case CallMessage.FromAsterisk { Event: PlaybackFinished }:
                call.StartTimer(this, "digit", Flow.Options.DigitTimeout);
                return Step.Stay;

            case CallMessage.TimerFired when _asked > Flow.Options.Repeats:
                return Step.To(new Announcing(Flow, PromptNames.Goodbye, EndReason.CallerSilent), "no digit");

            case CallMessage.TimerFired:
                return await AskAsync(call);

            default:
                return Step.Stay;
        }
    }

    private async Task<Step> AskAsync(Call call)
    {
        _asked++;
        if (!await Flow.SayAllAsync(call, call.Caller, Words))
            call.StartTimer(this, "digit", Flow.Options.DigitTimeout);
        return Step.Stay;
    }
}
