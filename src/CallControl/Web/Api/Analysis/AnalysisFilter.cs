namespace CallControl.Web.Api.Analysis;

/// <summary>Which results are looked for; null: any.</summary>
internal sealed record AnalysisFilter
{
    public string? Enterprise { get; init; }

    public string? Kind { get; init; }

    public string? Subject { get; init; }

    public string? ManagerId { get; init; }

    /// <summary>Whether the call is known.</summary>
    public bool? Known { get; init; }

    /// <summary>By when the result came.</summary>
    public DateTime? From { get; init; }

    public DateTime? To { get; init; }

    /// <summary><c>newest</c>; <c>worst</c> or <c>best</c> by percentage, which leaves out results without one.</summary>
    public string Sort { get; init; } = "newest";

    /// <summary>The last result of the page before.</summary>
    public long? After { get; init; }
}
