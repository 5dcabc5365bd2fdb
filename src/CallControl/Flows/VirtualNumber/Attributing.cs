using CallControl.Calls;
using CallControl.Numbers;

namespace CallControl.Flows.VirtualNumber;

/// <summary>Asks the database whom the caller means by this number. He is answered only when there is something to say to him.</summary>
internal sealed class Attributing(VirtualNumberFlow flow) : VirtualNumberStage(flow)
{
    public override string Name => "attributing";

    public override Task<Step> EnterAsync(Call call)
    {
        call.Run(this, Flow.Options.AttributionBudget, Flow.FindListingAsync);
        return Task.FromResult(Step.Stay);
    }

    public override async Task<Step> HandleAsync(Call call, CallMessage message)
    {
        switch (message)
        {
            case CallMessage.WorkDone { Result: AttributionResult { IsBlocked: true } }:
                return Step.To(new Refusing(EndReason.Blocked, Refusing.Rejected), "on the block list");

            case CallMessage.WorkDone { Result: AttributionResult found }:
                await call.Asterisk.Channels.AnswerAsync(call.Caller.Id, call.Life);
                return Decide(call, found);

            case CallMessage.WorkFailed failed:
                Log.AttributionFailed(call.Environment.Logger, call.Id, failed.Error);
                await call.Asterisk.Channels.AnswerAsync(call.Caller.Id, call.Life);
                return Step.To(new Announcing(Flow, PromptNames.Error, EndReason.Failed), "the database did not answer");

            default:
                return Step.Stay;
        }
    }

    private Step Decide(Call call, AttributionResult found)
    {
        var why = found.AskCode ? AttributionReasonWords.ListingCode : found.Reason.ToWord();
        call.Row.Attribution = why;
        return found switch
        {
            { AskCode: true } => Step.To(new EnteringCode(Flow), why),
            { Listing: { } live, Alternative: { } own } => Step.To(new Choosing(Flow, live, own), why),
            { Listing: { } listing } => Flow.Begin(call, listing, why),
            _ when Flow.Options.AskCodeWhenUnknown => Step.To(new EnteringCode(Flow), why),
            _ => Step.To(new Announcing(Flow, PromptNames.NotFound, EndReason.NotFound), why),
        };
    }
}
