using CallControl.Asterisk.Ari.Events;
using CallControl.Calls;

namespace CallControl.Flows.VirtualNumber;

/// <summary>One number for all listings: the caller keys in the listing's number, <c>#</c> ends it; so does a pause.</summary>
internal sealed class EnteringCode(VirtualNumberFlow flow, int attempt = 1) : VirtualNumberStage(flow)
{
    private const int Longest = 18;
    private const string Pause = "pause";

    private string _digits = "";
    private bool _isLookingUp;

    public override string Name => "entering_code";

    public override async Task<Step> EnterAsync(Call call)
    {
        call.Row.GreetedAt ??= call.Now;
        Said[] words = attempt == 1 ? [new Said(PromptNames.EnterCode)] : [new Said(PromptNames.WrongCode), new Said(PromptNames.EnterCode)];
        if (!await Flow.SayAllAsync(call, call.Caller, words))
            Wait(call);
        foreach (var digit in call.TakeEarlyDigits())
            await TakeAsync(call, digit.ToString());
        return Step.Stay;
    }

    public override async Task<Step> HandleAsync(Call call, CallMessage message)
    {
        switch (message)
        {
            case CallMessage.FromAsterisk { Event: ChannelDtmfReceived dtmf } when dtmf.Channel.Id == call.Caller.Id:
                await TakeAsync(call, dtmf.Digit);
                return Step.Stay;

            case CallMessage.FromAsterisk { Event: PlaybackFinished }:
                Wait(call);
                return Step.Stay;

            // With nothing keyed in, silence is a wrong number.
            case CallMessage.TimerFired:
                LookUp(call);
                return Step.Stay;

            case CallMessage.WorkDone { Result: CodeResult { Listing: { } listing } }:
                return Flow.Begin(call, listing, $"keyed in {_digits}");

            case CallMessage.WorkDone { Result: CodeResult }:
                return attempt < Flow.Options.CodeAttempts
                    ? Step.To(new EnteringCode(Flow, attempt + 1), $"no listing {_digits}")
                    : Step.To(new Announcing(Flow, PromptNames.NotFound, EndReason.NotFound), $"no listing {_digits}");

            case CallMessage.WorkFailed failed:
                Log.AttributionFailed(call.Environment.Logger, call.Id, failed.Error);
                return Step.To(new Announcing(Flow, PromptNames.Error, EndReason.Failed), "the database did not answer");

            default:
                return Step.Stay;
        }
    }

    /// <summary>The listing's number is asked for anew; what was keyed in is forgotten. The database's answer still comes if it was asked already.</summary>
    public override async Task<Step> ResumeAsync(Call call)
    {
        if (_isLookingUp)
            return Step.Stay;
        _digits = "";
        return await EnterAsync(call);
    }

    protected override VirtualNumberMemory Remember(VirtualNumberMemory memory) => memory with { CodeAttempt = attempt };

    private async Task TakeAsync(Call call, string digit)
    {
        if (_isLookingUp)
            return;

        await call.StopPlayingAsync(call.Caller);
        if (digit == "#")
        {
            LookUp(call);
        }
        else if (char.IsAsciiDigit(digit[0]) && _digits.Length < Longest)
        {
            _digits += digit;
            Wait(call);
        }
        else if (digit == "*")
        {
            // Begins anew.
            _digits = "";
            Wait(call);
        }
    }

    private void Wait(Call call) => call.StartTimer(this, Pause, Flow.Options.DigitTimeout);

    private void LookUp(Call call)
    {
        if (_isLookingUp)
            return;
        _isLookingUp = true;
        call.Run(this, Flow.Options.AttributionBudget, cancellation => Flow.FindByCodeAsync(_digits, cancellation));
    }
}
