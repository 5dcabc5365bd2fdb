namespace CallControl.Numbers;

/// <summary>Which listing a call is about.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Listing">The listing; null only when the reason is <see cref="AttributionReason.Unknown"/>.</param>
/// <param name="Alternative">When ambiguous: what the caller knows the number for, while <paramref name="Listing"/> is its live lease.</param>
internal sealed record AttributionResult(AttributionReason Reason, Listing? Listing, Listing? Alternative = null)
{
    /// <summary>The number's own word on whether the caller confirms, or true where he must; null: as the listing says.</summary>
    public bool? Confirm { get; init; }

    /// <summary>The number stands for all listings: the caller keys in which one he means.</summary>
    public bool AskCode { get; init; }

    /// <summary>The caller is on the block list.</summary>
    public bool IsBlocked { get; init; }
}
