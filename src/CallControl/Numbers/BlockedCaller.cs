namespace CallControl.Numbers;

/// <summary>A caller who is not served.</summary>
internal sealed record BlockedCaller
{
    /// <summary>E.164.</summary>
    public required string Phone { get; init; }

    /// <summary>For people; nobody is told it.</summary>
    public string? Reason { get; init; }

    public DateTime CreatedAt { get; init; }
}
