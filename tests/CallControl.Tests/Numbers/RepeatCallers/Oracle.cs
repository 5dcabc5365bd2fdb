using System.Globalization;
using CallControl.Numbers;

namespace CallControl.CallControl.Tests.Numbers.RepeatCallers;

/// <summary>What the SQL must do, in plain lists.</summary>
internal sealed class Oracle(NumbersOptions options)
{
    private readonly List<PooledNumber> _numbers = [.. Enumerable.Range(1, Scenario.Numbers).Select(id => new PooledNumber { Id = id })];
    private readonly Dictionary<long, int> _listings = [];
    private readonly List<ShownNumber> _shown = [];

    public DateTime Now { get; set; }

    public bool Exists(long listing) => _listings.ContainsKey(listing);

    public static string TitleOf(long listing, int version) => $"listing {listing}, version {version}";

    public int Save(long listing) => _listings[listing] = _listings.GetValueOrDefault(listing) + 1;

    public bool Delete(long listing)
    {
        foreach (var number in _numbers.Where(number => number.Listing == listing))
            number.Free();
        return _listings.Remove(listing);
    }

    public void Hold(int id, long listing) =>
        (Number(id).IsBusy, Number(id).Listing, Number(id).AssignedAt, Number(id).Until) = (true, listing, Now, null);

    public bool Release(int id)
    {
        var number = Number(id);
        if (!number.IsLiveAt(Now))
            return false;
        foreach (var row in _shown.Where(row => row.Number == id && row.Listing == number.Listing && row.ExpiresAt > Now))
            row.ExpiresAt = Now;
        number.Free();
        return true;
    }

    public void ReleaseExpired()
    {
        foreach (var number in _numbers.Where(number => number.Until < Now))
            number.Free();
    }

    /// <summary>The number shown, or why none.</summary>
    public (int? Number, string Told) Lease(int visitor, long listing)
    {
        if (!Exists(listing))
            return (null, "unknown listing");
        var knows = visitor == 0 ? [] : _shown.Where(row => row.Visitor == visitor).ToList();
        var chosen = _numbers.Where(number => number.Listing == listing && number.IsBusy && number.Until > Now).OrderByDescending(number => number.Until).FirstOrDefault()
            ?? _numbers.Where(number => !number.IsBusy || number.Until <= Now)
                .OrderBy(number => knows.Any(row => row.Number == number.Id && row.Listing != listing))
                .ThenByDescending(number => knows.Any(row => row.Number == number.Id && row.Listing == listing))
                .ThenByDescending(number => number.Listing == listing)
                .ThenBy(number => number.LastLeasedAt ?? DateTime.MinValue)
                .FirstOrDefault();
        if (chosen is null)
        {
            var next = _numbers.Where(number => number.IsBusy && number.Until > Now).Min(number => number.Until);
            return (null, string.Create(CultureInfo.InvariantCulture, $"empty, again after {(next - Now) ?? TimeSpan.FromMinutes(5)}"));
        }

        (chosen.IsBusy, chosen.Listing, chosen.AssignedAt, chosen.Until, chosen.LastLeasedAt) = (true, listing, Now, Now + options.LeaseDuration, Now);
        var again = knows.Where(row => row.Number == chosen.Id && row.Listing == listing && row.ExpiresAt > Now).ToList();
        foreach (var row in again)
            row.ExpiresAt = chosen.Until;
        if (again.Count == 0)
            _shown.Add(new ShownNumber { Number = chosen.Id, Listing = listing, Visitor = visitor, ShownAt = Now, ExpiresAt = chosen.Until });
        return (chosen.Id, string.Create(CultureInfo.InvariantCulture, $"number {chosen.Id} until {chosen.Until:O}"));
    }

    public Meant Find(int caller, int id)
    {
        var number = Number(id);
        var live = number.IsLiveAt(Now) && number.Listing is { } leased && Exists(leased) ? number.Listing : null;
        var his = caller == 0 ? [] : _shown.Where(row => row.Number == id && row.Caller == caller).ToList();
        var own = his.Where(row => Exists(row.Listing)).MaxBy(row => row.At);
        var recent = _shown.Where(row => row.Number == id && Exists(row.Listing) && row.ExpiresAt > Now - options.GraceTime).MaxBy(row => row.ExpiresAt)?.Listing;

        if (own is null)
        {
            if (his.Count > 0 && (live ?? recent) is { } stranger)
                return Means(AttributionReason.OwnListingGone, stranger) with { MustConfirm = true };
            return live is not null ? Means(AttributionReason.LiveLease, live)
                : recent is not null ? Means(AttributionReason.RecentLease, recent)
                : Means(AttributionReason.Unknown, null);
        }

        if (live is null)
            return Means(AttributionReason.CallerHistory, own.Listing);
        if (live == own.Listing)
            return Means(AttributionReason.LiveLease, live);
        return own.At > number.LastLeasedAt.GetValueOrDefault() && own.At > number.AssignedAt
            ? Means(AttributionReason.CallerChoice, own.Listing)
            : Means(AttributionReason.Ambiguous, live) with { Alternative = own.Listing };
    }

    public void Called(int caller, int id, long listing)
    {
        var lastCall = caller == 0 ? null : _shown.Where(row => row.Number == id && row.Listing == listing && row.Caller == caller).Max(row => row.CalledAt);
        var row = _shown
            .Where(row => row.Number == id && row.Listing == listing && row.CalledAt is null && row.Caller is null && !(lastCall >= row.ShownAt))
            .MaxBy(row => row.ShownAt);
        if (row is null)
            _shown.Add(row = new ShownNumber { Number = id, Listing = listing, ShownAt = Now });
        row.CalledAt = Now;
        row.Caller = caller == 0 ? null : caller;
    }

    private PooledNumber Number(int id) => _numbers[id - 1];

    private Meant Means(AttributionReason reason, long? listing) =>
        new(reason, listing, listing is { } id ? TitleOf(id, _listings[id]) : null, null, MustConfirm: false);
}
