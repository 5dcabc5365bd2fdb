namespace CallControl.Web.Api.Statistics;

/// <summary>How a number, a listing or a day did. One of the first three is set.</summary>
internal sealed record UsageRow
{
    /// <summary>The virtual number.</summary>
    public string? Number { get; init; }

    public long? ListingId { get; init; }

    /// <summary>In the time zone asked for.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Of the listing.</summary>
    public string? ShortTitle { get; init; }

    /// <summary>How often a visitor was shown a number.</summary>
    public long Shown { get; init; }

    /// <summary>How many calls came, those from memory among them.</summary>
    public long Called { get; init; }

    /// <summary>In how many of them caller and owner talked.</summary>
    public long Answered { get; init; }

    /// <summary>UTC: the last time a number was shown or called.</summary>
    public DateTime? LastUsed { get; init; }
}
