namespace CallControl.Web.Api.Calls;

/// <summary>One call with everything known of it.</summary>
/// <param name="Call">As in the list.</param>
/// <param name="Times">When each part of it began.</param>
/// <param name="OwnerCause">Q.850 cause of the owner's last leg when he was not reached.</param>
/// <param name="Events">What happened, in order.</param>
/// <param name="Recording">Null when there is none, or none yet.</param>
internal sealed record CallDetails(CallView Call, CallTimes Times, int? OwnerCause, IReadOnlyList<CallEventView> Events, CallRecordingView? Recording)
{
    /// <summary>Null when no call analytics had to do with it.</summary>
    public CallAnalysisView? Analysis { get; init; }
}

/// <summary>When each part of a call began.</summary>
internal sealed record CallTimes
{
    public DateTime? GreetedAt { get; init; }

    public DateTime? ConfirmedAt { get; init; }

    public DateTime? RingingAt { get; init; }

    public DateTime? OwnerAnsweredAt { get; init; }

    public DateTime? BridgedAt { get; init; }

    public int? OwnerCause { get; init; }
}

/// <summary>Something that happened in a call.</summary>
internal sealed record CallEventView
{
    public DateTime At { get; init; }

    public string Kind { get; init; } = "";

    public string Subject { get; init; } = "";

    public string? Detail { get; init; }
}

/// <summary>A call's recording.</summary>
internal sealed record CallRecordingView
{
    public double Seconds { get; init; }

    /// <summary>Plays it without a key, for an hour.</summary>
    public Uri? Url { get; init; }

    public DateTime CreatedAt { get; init; }
}
