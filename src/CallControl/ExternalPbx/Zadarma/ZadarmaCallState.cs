namespace CallControl.ExternalPbx.Zadarma;

/// <summary>What is known of a call after a webhook; a column of <c>calls</c> each. What a webhook does not tell is null and changes nothing.</summary>
internal sealed record ZadarmaCallState
{
    public required Guid Id { get; init; }

    public required string Flow { get; init; }

    /// <summary>new, greeting, announcing, ringing, talking: a call's stage only ever goes forward, whatever order the webhooks come in.</summary>
    public string Stage { get; init; } = "new";

    public string? Caller { get; init; }

    /// <summary>Empty when the webhook does not tell.</summary>
    public string Dialled { get; init; } = "";

    public long? ListingId { get; init; }

    public string? Attribution { get; init; }

    /// <summary>Zadarma's id of the call.</summary>
    public required string CallerChannel { get; init; }

    public string? Destination { get; init; }

    public required DateTime StartedAt { get; init; }

    public DateTime? GreetedAt { get; init; }

    public DateTime? ConfirmedAt { get; init; }

    public DateTime? RingingAt { get; init; }

    public DateTime? OwnerAnsweredAt { get; init; }

    public DateTime? BridgedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    public string? EndSide { get; init; }

    public string? EndReason { get; init; }

    public int? OwnerCause { get; init; }
}
