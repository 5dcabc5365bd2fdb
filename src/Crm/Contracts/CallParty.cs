namespace CallControl.Crm.Contracts;

/// <summary>Somebody of the enterprise: an extension, or an owner's own phone, which has none. Neither: a recovered call does not say who it was.</summary>
/// <param name="Extension">As the enterprise's phones are numbered, <c>101</c>; null for an outside phone that is no employee's.</param>
/// <param name="Phone">Of an outside phone; null for an extension. With an <paramref name="Extension"/> it is that employee's outside phone.</param>
public sealed record CallParty(string? Extension, PhoneNumber? Phone);
