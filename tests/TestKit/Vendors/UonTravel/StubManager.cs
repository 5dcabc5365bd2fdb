namespace CallControl.TestKit.Vendors.UonTravel;

/// <summary>Somebody at the account.</summary>
public sealed record StubManager(string Id, string Surname, string Email, string Extension);
