namespace CallControl.Numbers;

/// <summary>A number of the pool as it stands now.</summary>
internal sealed record VirtualNumber
{
    /// <summary>E.164.</summary>
    public required string Phone { get; init; }

    /// <summary>
    /// <c>free</c>; <c>leased</c>; <c>held</c> by hand, without an end; <c>draining</c>: its lease runs out and it is not leased again;
    /// <c>disabled</c>.
    /// </summary>
    public required string State { get; init; }

    /// <summary>The number's own word on the caller's confirmation; null: as the listing says.</summary>
    public bool? Confirm { get; init; }

    /// <summary>The number stands for all listings: it is never leased, and its callers key in the listing's code.</summary>
    public bool AskCode { get; init; }

    /// <summary>The listing of the live lease.</summary>
    public long? ListingId { get; init; }

    public string? ShortTitle { get; init; }

    public DateTime? AssignedAt { get; init; }

    public DateTime? AssignedUntil { get; init; }

    public DateTime? LastLeasedAt { get; init; }

    public DateTime CreatedAt { get; init; }
}
