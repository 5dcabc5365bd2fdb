using CallControl.Numbers;

namespace CallControl.CallControl.Tests.Numbers.RepeatCallers;

/// <summary>Whom a call was taken to be for: an <see cref="AttributionResult"/> in plain values.</summary>
internal sealed record Meant(AttributionReason Reason, long? Listing, string? Title, long? Alternative, bool MustConfirm);
