namespace CallControl.Asterisk.Ami;

/// <summary>An answer of many packets.</summary>
/// <param name="Response">What came first; when it is a refusal, nothing follows. Asterisk refuses some lists that are empty.</param>
/// <param name="Events">The elements, without the one that says the list is complete.</param>
public sealed record AmiList(AmiResponse Response, IReadOnlyList<AmiEvent> Events);
