namespace CallControl.DigitalRop;

/// <summary>A table of a call to be asked for.</summary>
internal sealed record TablePoll
{
    public string Enterprise { get; init; } = "";

    public Guid CallId { get; init; }

    public string TableId { get; init; } = "";

    /// <summary>1 for the first.</summary>
    public int Attempts { get; init; }

    /// <summary>The service's own id of the call; null when it named none.</summary>
    public string? ServiceCallId { get; init; }

    /// <summary>By which id the service wants to be asked is not documented: ours and its own take turns.</summary>
    public string AskedBy => ServiceCallId is { } own && Attempts % 2 == 0 ? own : CallId.ToString();
}
