using CallControl.Crm.Contracts;

namespace CallControl.Numbers;

/// <summary>What came of a visitor's click on "Call": one of the three records below.</summary>
internal abstract record LeaseResult
{
    private LeaseResult()
    {
    }

    /// <summary>The visitor may be shown this number until the lease ends.</summary>
    internal sealed record Leased(PhoneNumber Number, DateTimeOffset ExpiresAt, Listing Listing) : LeaseResult;

    internal sealed record UnknownListing(long ListingId) : LeaseResult;

    /// <summary>Every number is leased to another listing; the next one is free after <paramref name="RetryAfter"/>.</summary>
    internal sealed record PoolEmpty(Listing Listing, TimeSpan RetryAfter) : LeaseResult;
}
