namespace CallControl.Numbers.Advice;

/// <summary>What was asked of the pool in one hour.</summary>
internal sealed record DemandHour
{
    /// <summary>When the hour began, UTC.</summary>
    public DateTime Hour { get; init; }

    /// <summary>How many times a listing that had no number asked for one, refused ones among them.</summary>
    public long Leases { get; init; }

    /// <summary>Of how many different listings.</summary>
    public long Listings { get; init; }

    /// <summary>How many of them were refused.</summary>
    public long Refused { get; init; }

    /// <summary>How many numbers were, or would have been, leased on average.</summary>
    public double Erlangs { get; init; }
}
