using CallControl.Calls;
using CallControl.Nodes;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.Overload;

/// <summary>
/// Leases are shed before calls: while a node is nearly full or the database can't keep up, visitors are shown the owner's own number, as
/// when the pool is empty. A number that is not shown is a call that does not come.
/// </summary>
internal sealed class LeaseShedding(
    NodeDirectory nodes, CallJournal journal, ListingRepository listings, IOptions<OverloadOptions> options, TimeProvider time, ILogger<LeaseShedding> logger)
{
    private readonly RareLog _log = new(time);

    /// <summary>The answer in place of a lease; null when there is nothing in the way of one.</summary>
    public async Task<LeaseResult?> InsteadOfAsync(long listingId, CancellationToken cancellationToken)
    {
        if (Why() is not { } why)
            return null;
        if (await listings.GetAsync(listingId, cancellationToken) is not { } listing)
            return new LeaseResult.UnknownListing(listingId);
        NumberMetrics.Count("shed");
        if (_log.Count() is { } count)
            Log.LeasesShed(logger, why, count);
        return new LeaseResult.PoolEmpty(listing, options.Value.RetryAfter);
    }

    private string? Why()
    {
        foreach (var node in nodes.All)
        {
            if (node.Environment.NearlyFull(options.Value.LeasesUpTo) is { } near)
                return $"node {node.Options.Name}: {near}";
        }

        return journal.Age >= options.Value.JournalBehind ? $"the journal is {journal.Age.TotalSeconds:0} s behind" : null;
    }
}
