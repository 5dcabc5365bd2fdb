namespace CallControl.TestKit.Vendors.MoySklad;

/// <summary>Somebody at a counterparty.</summary>
public sealed record StubContactPerson(string Id, string Name, string? Phone);
