namespace CallControl.Numbers;

internal static class AttributionReasonWords
{
    /// <summary>The caller of a number for all listings keys in which one he means.</summary>
    public const string ListingCode = "listing_code";

    /// <summary>The stable word in logs, metrics and the call's row.</summary>
    public static string ToWord(this AttributionReason reason) => reason switch
    {
        AttributionReason.LiveLease => "live_lease",
        AttributionReason.CallerHistory => "caller_history",
        AttributionReason.RecentLease => "recent_lease",
        AttributionReason.CallerChoice => "caller_choice",
        AttributionReason.Ambiguous => "ambiguous",
        AttributionReason.OwnListingGone => "own_listing_gone",
        AttributionReason.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
