namespace CallControl.TestKit.Vendors.UonTravel;

/// <summary>A status of leads; the name as U-ON stores it, with entities.</summary>
public sealed record StubStatus(string Id, string Name, bool IsArchive);
