using CallControl.Calls;
using CallControl.Crm.Contracts;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.ExternalPbx;

/// <summary>Finds the listing of a call that another PBX carries.</summary>
internal sealed class ExternalAttribution(Attribution attribution, IOptions<NumbersOptions> options)
{
    public PhoneNumber? Parse(string? text) => PhoneNumber.TryParse(text?.Trim(), out var number, options.Value.Home) ? number : null;

    /// <summary>
    /// The other PBX can't ask "for A press 1, for B press 2", nor for a listing's code. Of two listings the caller's own history is taken: that
    /// he came back to somebody he knows is certain, that he was shown the live lease is not. On a number for all listings there is nothing but
    /// his history. Where this is a guess he is told for whom and presses 1: <see cref="MustConfirm"/>.
    /// </summary>
    /// <returns>No listing: he is told that it is not found; so is a caller on the block list.</returns>
    public async Task<(Listing? Listing, string Reason)> FindAsync(PhoneNumber? caller, PhoneNumber? dialled, CancellationToken cancellationToken)
    {
        if (dialled is not { } number)
            return (null, AttributionReason.Unknown.ToWord());
        var found = await attribution.FindAsync(caller, number, cancellationToken);
        return found switch
        {
            { IsBlocked: true } => (null, EndReason.Blocked.Word),
            { AskCode: true } => (OwnOf(found), AttributionReasonWords.ListingCode),
            _ => (found.Alternative ?? found.Listing, found.Reason.ToWord()),
        };
    }

    /// <summary>True when the call must not be put through before its caller has pressed 1, whatever the number and the listing say.</summary>
    public static bool MustConfirm(string? reason) =>
        reason == AttributionReasonWords.ListingCode || reason == AttributionReason.Ambiguous.ToWord() || IsStranger(reason);

    /// <summary>True when the caller does not know the listing: it counts as his only when he has pressed 1.</summary>
    public static bool IsStranger(string? reason) => reason == AttributionReason.OwnListingGone.ToWord();

    private static Listing? OwnOf(AttributionResult found) =>
        found.Reason is AttributionReason.CallerHistory or AttributionReason.CallerChoice ? found.Listing : found.Alternative;
}
