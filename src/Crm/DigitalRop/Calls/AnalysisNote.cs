namespace CallControl.Crm.DigitalRop.Calls;

/// <summary>What is written down of a call.</summary>
/// <param name="State">What became of it.</param>
public sealed record AnalysisNote(AnalysisState State)
{
    /// <summary>Why it was skipped or refused, for people.</summary>
    public string? Reason { get; init; }

    public string? ManagerId { get; init; }

    /// <summary>Null when no CRM knew one.</summary>
    public string? DealId { get; init; }

    public string? DealStageId { get; init; }

    /// <summary>The service's own id of the call, when it named one other than ours.</summary>
    public string? ServiceCallId { get; init; }

    /// <summary>Ids of the tables whose results are to be asked for.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];
}
