namespace CallControl.TestKit.Vendors.MoySklad;

/// <summary>Somebody at the account.</summary>
/// <param name="Id">His id in the JSON API.</param>
/// <param name="Extension">Null for one without telephone.</param>
/// <param name="Name">Short name.</param>
/// <param name="Email">His e-mail.</param>
public sealed record StubEmployee(string Id, string? Extension, string Name, string Email);
