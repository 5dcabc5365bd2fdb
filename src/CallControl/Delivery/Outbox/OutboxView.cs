namespace CallControl.Delivery.Outbox;

/// <summary>An event of the outbox as people see it; times are UTC.</summary>
internal sealed record OutboxView
{
    public long Id { get; init; }

    public string Enterprise { get; init; } = "";

    public string Integration { get; init; } = "";

    public Guid CallId { get; init; }

    /// <summary><c>ringing</c>, <c>answered</c>, <c>ended</c>, <c>recording-ready</c>, <c>analysed</c>.</summary>
    public string Kind { get; init; } = "";

    public DateTime At { get; init; }

    public bool Recovered { get; init; }

    /// <summary><c>waiting</c>, <c>delivered</c>, <c>expired</c>, <c>dead</c>.</summary>
    public string State { get; init; } = "";

    public int Attempts { get; init; }

    public DateTime DueAt { get; init; }

    public string? LastError { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? DoneAt { get; init; }
}

/// <summary>What an account has in the outbox.</summary>
internal sealed record OutboxCount
{
    public string Enterprise { get; init; } = "";

    public string Integration { get; init; } = "";

    public long Waiting { get; init; }

    public long Dead { get; init; }

    /// <summary>Since when the oldest waits.</summary>
    public DateTime? Oldest { get; init; }
}
