using CallControl.Calls;
using CallControl.Numbers;

namespace CallControl.Flows.VirtualNumber;

/// <summary>Answers, and asks the database whom the caller means by this number.</summary>
internal sealed class Attributing(VirtualNumberFlow flow) : Stage
{
    public override string Name => "attributing";

    public override async Task<Step> EnterAsync(Call call)
    {
        call.Run(this, flow.Options.AttributionBudget, flow.FindListingAsync);
        await call.Asterisk.Channels.AnswerAsync(call.Caller.Id, call.Life);
        return Step.Stay;
    }

    public override Task<Step> HandleAsync(Call call, CallMessage message) => Task.FromResult(message switch
    {
        CallMessage.WorkDone { Result: AttributionResult found } => Decide(call, found),
        CallMessage.WorkFailed failed => Fail(call, failed.Error),
        _ => Step.Stay,
    });

    private Step Decide(Call call, AttributionResult found)
    {
        call.Row.Attribution = found.Reason.ToWord();
        call.Row.ListingId = found.Listing?.Id;
        flow.Listing = found.Listing;
        if (found.Listing is null)
            return Step.To(new Announcing(flow, "not_found", EndReason.NotFound), call.Row.Attribution);

        call.Environment.Journal.Write(() => CallTracking.MarkCalled(
            flow.Dialled!.Value, found.Listing.Id, flow.Caller, call.Id.Value, call.Row.StartedAt));
        return Step.To(new Greeting(flow), call.Row.Attribution);
    }

    private Step Fail(Call call, Exception error)
    {
        Log.AttributionFailed(call.Environment.Logger, call.Id, error);
        return Step.To(new Announcing(flow, "error", EndReason.Failed), "the database did not answer");
    }
}
