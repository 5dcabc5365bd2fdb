using CallControl.Asterisk.Ari.Model;
using CallControl.Calls;
using CallControl.Numbers;

namespace CallControl.Flows.VirtualNumber;

/// <summary>
/// Where a call goes on whose process has ended. What Asterisk shows goes before what was written down last: the row can be some
/// milliseconds older than the death, and Asterisk's calls went on after it.
/// </summary>
internal static class Resumption
{
    public static async Task<Stage> FindAsync(VirtualNumberFlow flow, Call call, CallRemains remains, CancellationToken cancellationToken)
    {
        var memory = VirtualNumberMemory.Parse(call.Row.Memory);
        flow.Restore(memory, await FindAsync(flow, call.Row.ListingId, cancellationToken));
        if (!remains.CallerIsThere)
            return new Ended(call.Row.Stage, EndOf(call.Row, remains));
        if (remains.OwnerLegs.Count == 0)
            return await WithoutOwnerAsync(flow, call, memory, cancellationToken);
        return flow.Listing is null ? new Announcing(flow, PromptNames.Error, EndReason.Failed) : WithOwner(flow, call, remains, memory);
    }

    private static EndReason EndOf(CallRow row, CallRemains remains) => remains switch
    {
        { AsteriskRestarted: true } => EndReason.Vanished,
        { OwnerLegs.Count: 0 } when row.BridgedAt is not null => EndReason.Unseen,
        _ => EndReason.CallerHungUp,
    };

    private static async Task<Stage> WithoutOwnerAsync(VirtualNumberFlow flow, Call call, VirtualNumberMemory memory, CancellationToken cancellationToken)
    {
        var row = call.Row;
        switch (row.Stage)
        {
            case "talking":
                return new Ended(row.Stage, EndReason.OwnerHungUp);
            // Perhaps he answered, and Asterisk hung up on him since nobody was there (inbound link): he is rung once more, and with him all who rang at once.
            case "ringing" when flow.Listing is not null && !call.Environment.KeepsEvents:
                return new Ringing(flow, flow.Plan.Ring == RingStrategy.Parallel ? 0 : Math.Max(0, memory.Next - 1));
            case "ringing" or "whispering" when flow.Listing is not null:
                return new Ringing(flow, memory.Next);
            case "greeting" when flow.Listing is not null:
                return new Greeting(flow);
            case "consenting" when flow.Listing is not null:
                return new Consenting(flow);
            case "choosing" when await FindAsync(flow, memory.Live, cancellationToken) is { } live && await FindAsync(flow, memory.Own, cancellationToken) is { } own:
                return new Choosing(flow, live, own);
            case "entering_code":
                return new EnteringCode(flow, memory.CodeAttempt);
            case "announcing" when memory is { Prompt: { } prompt, EndSide: { } side, EndWord: { } word }:
                return new Announcing(flow, prompt, new EndReason(side, word));
            default:
                return new Attributing(flow);
        }
    }

    private static Stage WithOwner(VirtualNumberFlow flow, Call call, CallRemains remains, VirtualNumberMemory memory)
    {
        // Nobody is rung before he has confirmed, whether or not that was still written down.
        if (flow.Plan.Confirm)
            call.Row.ConfirmedAt ??= call.Now;

        var winner = Winner(call.Row, remains);
        if (winner is null)
        {
            var ringing = new Ringing(flow, memory.Next);
            ringing.Adopt(call.Legs.Where(leg => leg.Role == LegRole.Owner));
            return ringing;
        }

        foreach (var leg in call.Legs.Where(leg => leg.Role == LegRole.Owner))
        {
            if (leg.Id == winner.Id)
                call.Owner = leg;
            else
                call.HangUpBeside(leg);
        }

        call.Row.OwnerChannel = winner.Id.Value;
        call.Row.OwnerAnsweredAt ??= call.Now;
        return remains.IsBridged(winner.Id) || call.Row.Stage == "talking" ? flow.Talk() : new Whispering(flow, memory.Next);
    }

    /// <summary>The owner's leg that has been given the call; null while they are still rung or asked.</summary>
    private static Channel? Winner(CallRow row, CallRemains remains)
        => remains.OwnerLegs.FirstOrDefault(leg => remains.IsBridged(leg.Id))
            ?? (row.Stage is "talking" or "whispering" ? remains.OwnerLegs.FirstOrDefault(leg => leg.Id.Value == row.OwnerChannel && leg.IsUp) : null);

    private static Task<Listing?> FindAsync(VirtualNumberFlow flow, long? id, CancellationToken cancellationToken)
        => id is { } known ? flow.FindListingAsync(known, cancellationToken) : Task.FromResult<Listing?>(null);
}
