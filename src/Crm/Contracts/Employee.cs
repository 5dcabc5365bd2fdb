namespace CallControl.Crm.Contracts;

/// <summary>Somebody of an enterprise.</summary>
/// <param name="Extension">As the enterprise's phones are numbered: <c>151</c>.</param>
/// <param name="Name">Null when it is not known.</param>
/// <param name="Email">Null when it is not known.</param>
/// <param name="Phone">His outside phone: a call to it counts as a call to the extension. Null when he has none.</param>
public sealed record Employee(string Extension, string? Name = null, string? Email = null, PhoneNumber? Phone = null);
