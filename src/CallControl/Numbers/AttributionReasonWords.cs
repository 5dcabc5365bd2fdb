namespace CallControl.Numbers;

internal static class AttributionReasonWords
{
    /// <summary>The stable word in logs, metrics and the call's row.</summary>
    public static string ToWord(this AttributionReason reason) => reason switch
    {
        AttributionReason.LiveLease => "live_lease",
        AttributionReason.CallerHistory => "caller_history",
        AttributionReason.RecentLease => "recent_lease",
        AttributionReason.CallerChoice => "caller_choice",
        AttributionReason.Ambiguous => "ambiguous",
        AttributionReason.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
