namespace CallControl.Web.Api.Calls;

/// <summary>Which calls are looked for; null: any. Every property is a parameter of the query.</summary>
internal sealed record CallFilter
{
    public DateTime? From { get; init; }

    public DateTime? To { get; init; }

    public string? Number { get; init; }

    public long? ListingId { get; init; }

    public string? Caller { get; init; }

    /// <summary><c>answered</c>: caller and owner talked; <c>missed</c>: they did not; <c>live</c>: the call has not ended.</summary>
    public string? Outcome { get; init; }

    public string? EndReason { get; init; }

    public string? Flow { get; init; }

    /// <summary>The last call of the page before.</summary>
    public Guid? After { get; init; }
}
