namespace CallControl.TestKit.Vendors.MoySklad;

/// <summary>A customer order.</summary>
public sealed record StubOrder(string Id, string? ExternalCode, string Agent, string? State, string? Description);
