using System.Text.Json;

namespace CallControl.Crm.DigitalRop.Results;

/// <summary>A result as the service tells it.</summary>
/// <param name="Kind">Checklist or table.</param>
/// <param name="CallId">The call as the service names it: our id, unless the call was sent by somebody else.</param>
/// <param name="Subject">Name of the checklist, id of the table: one result for each in a call.</param>
/// <param name="Body">All that was told.</param>
public sealed record AnalysisResult(ResultKind Kind, string CallId, string Subject, JsonElement Body)
{
    /// <summary>For people.</summary>
    public required string Title { get; init; }

    public string? ManagerId { get; init; }

    /// <summary>Not the sum of the stages that are told.</summary>
    public decimal? TotalScore { get; init; }

    public decimal? MaxScore { get; init; }

    public decimal? Percentage { get; init; }

    /// <summary>Names of the stages of a checklist that failed.</summary>
    public IReadOnlyList<string> FailedStages { get; init; } = [];

    /// <summary>When the service had it; null when it does not say. Of two results of one thing the later wins.</summary>
    public DateTimeOffset? At { get; init; }
}
