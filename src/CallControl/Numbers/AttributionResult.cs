namespace CallControl.Numbers;

/// <summary>Which listing a call is about.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Listing">The listing; null only when the reason is <see cref="AttributionReason.Unknown"/>.</param>
/// <param name="Alternative">When ambiguous: what the caller knows the number for, while <paramref name="Listing"/> is its live lease.</param>
internal sealed record AttributionResult(AttributionReason Reason, Listing? Listing, Listing? Alternative = null);
