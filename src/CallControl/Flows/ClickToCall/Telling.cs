using CallControl.Calls;

namespace CallControl.Flows.ClickToCall;

/// <summary>The employee hears that nothing came of it: the tone that he knows from every phone.</summary>
internal sealed class Telling(ClickToCallFlow flow, EndReason reason) : ClickToCallStage(flow)
{
    public override string Name => "telling";

    public override async Task<Step> EnterAsync(Call call)
    {
        call.StartTimer(this, "told", Flow.Options.ToneTime);
        await call.PlayAsync(call.Caller, reason.Word == "unreachable" ? Flow.Options.CongestionTone : Flow.Options.BusyTone);
        return Step.Stay;
    }

    public override Task<Step> HandleAsync(Call call, CallMessage message)
        => Task.FromResult(message is CallMessage.TimerFired ? Step.Finish(reason) : Step.Stay);

    public override EndReason? CallerLeft => reason;

    protected override ClickToCallMemory Remember(ClickToCallMemory memory) => memory with { EndSide = reason.Side, EndWord = reason.Word };
}
