namespace CallControl.TestKit.Vendors.UonTravel;

/// <summary>A lead.</summary>
public sealed class StubLead
{
    public required string Id { get; init; }

    public required string ClientId { get; init; }

    public string StatusId { get; set; } = "1";

    /// <summary>Null when it has none.</summary>
    public string? Manager { get; set; }

    public string Date { get; init; } = "2026-01-10 12:00:00";

    public string Source { get; init; } = "";

    public string Note { get; init; } = "";
}
