namespace CallControl.Web.Api.Calls;

/// <summary>A call in a list. Times are UTC.</summary>
internal sealed record CallView
{
    public Guid Id { get; init; }

    public DateTime StartedAt { get; init; }

    public string? Caller { get; init; }

    /// <summary>The virtual number.</summary>
    public string Dialled { get; init; } = "";

    public long? ListingId { get; init; }

    public string? ShortTitle { get; init; }

    /// <summary><c>incoming</c> or <c>outgoing</c>, seen from the enterprise.</summary>
    public string Direction { get; init; } = "";

    /// <summary>The enterprise that calls, in calls by a click.</summary>
    public string? Enterprise { get; init; }

    /// <summary>Of the employee who clicked.</summary>
    public string? Extension { get; init; }

    /// <summary>What the client was shown.</summary>
    public string? Line { get; init; }

    /// <summary>How the listing was found.</summary>
    public string? Attribution { get; init; }

    /// <summary>The owner's number or extension that was rung last.</summary>
    public string? Destination { get; init; }

    /// <summary><c>answered</c>, <c>missed</c>, <c>live</c>.</summary>
    public string Outcome { get; init; } = "";

    public string? EndSide { get; init; }

    public string? EndReason { get; init; }

    public DateTime? EndedAt { get; init; }

    /// <summary>How long caller and owner talked.</summary>
    public double? TalkSeconds { get; init; }

    /// <summary>The stage it is in, or ended in.</summary>
    public string Stage { get; init; } = "";

    public string Flow { get; init; } = "";

    public string Node { get; init; } = "";

    public bool Recorded { get; init; }
}
