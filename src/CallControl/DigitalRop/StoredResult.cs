namespace CallControl.DigitalRop;

/// <summary>What became of a result.</summary>
/// <param name="CallId">The call it is about; null when nobody knows it yet.</param>
/// <param name="Enterprise">Whose call it is; of an unknown one, whose address it came to.</param>
/// <param name="IsNew">False for one that was here already, or was older than what was.</param>
internal sealed record StoredResult(Guid? CallId, string Enterprise, bool IsNew);
