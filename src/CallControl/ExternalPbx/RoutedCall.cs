namespace CallControl.ExternalPbx;

/// <summary>A call of another PBX that was told where to go; the names are the row's.</summary>
/// <remarks>The same question after <c>RepeatedAfter</c> was this call already; null: the id alone tells.</remarks>
internal sealed record RoutedCall(
    Guid Id, string? Caller, string Dialled, long? ListingId, string Attribution, string CallerChannel, string? Destination, DateTime At, string EndReason,
    DateTime? RepeatedAfter);
