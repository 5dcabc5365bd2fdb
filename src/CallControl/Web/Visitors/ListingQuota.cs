namespace CallControl.Web.Visitors;

/// <summary>
/// Counts which listings each side has asked for within a lease time. In memory: a restart forgives, and each replica counts for itself.
/// </summary>
internal sealed class ListingQuota(TimeProvider time)
{
    private const int SweepEvery = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<long, DateTimeOffset>> _sides = new(StringComparer.Ordinal);
    private int _untilSweep = SweepEvery;

    /// <summary>How many sides are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _sides.Count;
        }
    }

    /// <summary>Counts the listing for every side, or for none when one of them has had its share.</summary>
    /// <returns>Null when it is counted; else how long until that side has room again.</returns>
    public QuotaRefusal? Take(long listingId, TimeSpan window, IReadOnlyCollection<QuotaSide> sides)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            SweepSometimes(now);
            foreach (var side in sides)
            {
                if (RoomIn(side, listingId, now) is { } until)
                    return new QuotaRefusal(side.Key, until - now);
            }

            foreach (var side in sides)
            {
                if (!_sides.TryGetValue(side.Key, out var listings))
                    _sides[side.Key] = listings = [];
                listings[listingId] = now + window;
            }

            return null;
        }
    }

    /// <summary>Takes back what came to nothing.</summary>
    public void GiveBack(long listingId, IReadOnlyCollection<QuotaSide> sides)
    {
        lock (_lock)
        {
            foreach (var side in sides)
            {
                if (_sides.TryGetValue(side.Key, out var listings) && listings.Remove(listingId) && listings.Count == 0)
                    _sides.Remove(side.Key);
            }
        }
    }

    /// <summary>Null when there is room; else when there will be.</summary>
    private DateTimeOffset? RoomIn(QuotaSide side, long listingId, DateTimeOffset now)
    {
        if (!_sides.TryGetValue(side.Key, out var listings))
            return null;
        Forget(listings, now);
        return listings.ContainsKey(listingId) || listings.Count < side.Most ? null : listings.Values.Min();
    }

    private void SweepSometimes(DateTimeOffset now)
    {
        if (--_untilSweep > 0)
            return;
        foreach (var (key, listings) in _sides)
        {
            Forget(listings, now);
            if (listings.Count == 0)
                _sides.Remove(key);
        }

        // As often as it is cheap: the more sides, the rarer.
        _untilSweep = Math.Max(SweepEvery, _sides.Count);
    }

    private static void Forget(Dictionary<long, DateTimeOffset> listings, DateTimeOffset now)
    {
        foreach (var (listing, until) in listings)
        {
            if (until <= now)
                listings.Remove(listing);
        }
    }
}
