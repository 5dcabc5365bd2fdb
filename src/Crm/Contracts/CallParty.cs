namespace CallControl.Crm.Contracts;

/// <summary>Somebody of the enterprise: an extension, or an owner's own phone, which has none.</summary>
/// <param name="Extension">As the enterprise's phones are numbered, <c>101</c>; null for an outside phone.</param>
/// <param name="Phone">Of an outside phone; null for an extension.</param>
public sealed record CallParty(string? Extension, PhoneNumber? Phone);
