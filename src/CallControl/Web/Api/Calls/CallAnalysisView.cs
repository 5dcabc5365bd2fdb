using System.Text.Json;

namespace CallControl.Web.Api.Calls;

/// <summary>What the call analytics have to do with a call.</summary>
/// <param name="Requests">What became of its recording, for each enterprise it was sent for: mostly one.</param>
/// <param name="Results">What was found, the newest first.</param>
internal sealed record CallAnalysisView(IReadOnlyList<AnalysisRequestView> Requests, IReadOnlyList<AnalysisResultView> Results)
{
    public static CallAnalysisView? Of(IReadOnlyList<AnalysisRequestView> requests, IReadOnlyList<AnalysisResultView> results) =>
        requests.Count + results.Count == 0 ? null : new(requests, results);
}

/// <summary>What became of a recording.</summary>
internal sealed record AnalysisRequestView
{
    public string Enterprise { get; init; } = "";

    /// <summary><c>sent</c>, <c>known</c> (the service had it already), <c>skipped</c>, <c>refused</c>.</summary>
    public string State { get; init; } = "";

    public string? Reason { get; init; }

    public string? ManagerId { get; init; }

    public string? DealId { get; init; }

    public string? DealStageId { get; init; }

    public DateTime At { get; init; }
}

/// <summary>A result of the call analytics.</summary>
internal sealed record AnalysisResultView
{
    public const string Columns = """
        a.id, a.enterprise_number AS enterprise, a.call_id, a.service_call_id, a.kind, a.subject, a.title, a.manager_id, a.total_score, a.max_score, a.completion_percentage,
        a.failed_stages, a.source, a.service_time, a.received_at, a.commented_at, a.result::text AS body
        """;

    public long Id { get; init; }

    public string Enterprise { get; init; } = "";

    /// <summary>Null while nobody knows the call.</summary>
    public Guid? CallId { get; init; }

    /// <summary>The call as the service named it.</summary>
    public string ServiceCallId { get; init; } = "";

    /// <summary><c>checklist</c> or <c>table</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Name of the checklist, id of the table.</summary>
    public string Subject { get; init; } = "";

    public string Title { get; init; } = "";

    public string? ManagerId { get; init; }

    public decimal? TotalScore { get; init; }

    public decimal? MaxScore { get; init; }

    public decimal? CompletionPercentage { get; init; }

    public string[] FailedStages { get; init; } = [];

    /// <summary><c>webhook</c>, or <c>poll</c> when it had to be asked for.</summary>
    public string Source { get; init; } = "";

    public DateTime? ServiceTime { get; init; }

    public DateTime ReceivedAt { get; init; }

    /// <summary>When it was passed on to the CRM; null: it was not.</summary>
    public DateTime? CommentedAt { get; init; }

    /// <summary>All that the service told.</summary>
    public JsonElement Result => JsonElement.Parse(Body);

    [System.Text.Json.Serialization.JsonIgnore]
    public string Body { get; init; } = "{}";
}
