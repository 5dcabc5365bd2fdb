using System.Globalization;
using CallControl.Crm.Contracts;
using CallControl.Numbers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CallControl.CallControl.Tests.Numbers.RepeatCallers;

/// <summary>The product's own classes and SQL on a real PostgreSQL, in the words of the steps.</summary>
internal sealed class RealNumbers(ClockedDatabase database, NumbersOptions options)
{
    private static readonly PhoneNumber[] Callers = [.. Enumerable.Range(0, 10).Select(caller => PhoneNumber.Parse($"+7916000000{caller}"))];
    private static readonly PhoneNumber[] Phones = [.. Enumerable.Range(0, 10).Select(number => PhoneNumber.Parse($"+7495111220{number}"))];

    private readonly NumberPool _pool = new(database.Source, Options.Create(options), [], NullLogger<NumberPool>.Instance);
    private readonly Attribution _attribution = new(database.Source, Options.Create(options));
    private readonly NumberRepository _numbers = new(database.Source);
    private readonly ListingRepository _listings = new(database.Source);

    public async Task ResetAsync()
    {
        await database.ExecuteAsync("TRUNCATE listings, virtual_numbers, call_tracking, pool_refusals RESTART IDENTITY CASCADE");
        await database.ExecuteAsync($"INSERT INTO virtual_numbers (phone) SELECT '+7495111220' || id FROM generate_series(1, {Scenario.Numbers}) AS id");
    }

    public Task SetClockAsync(DateTime now) => database.SetClockAsync(now);

    public async Task SaveAsync(long listing, int version) =>
        await _listings.SaveAsync(
            new Listing(listing, Oracle.TitleOf(listing, version), Oracle.TitleOf(listing, version), null, "ru", [Destination.Parse("204")]), CancellationToken.None);

    public Task<bool> DeleteAsync(long listing) => _listings.DeleteAsync(listing, CancellationToken.None);

    public Task<bool> ReleaseAsync(int number) => _numbers.ReleaseAsync(Phones[number], CancellationToken.None);

    public Task ReleaseExpiredAsync() => database.ExecuteAsync(
        "UPDATE virtual_numbers SET is_busy = FALSE, assigned_listing_id = NULL, assigned_at = NULL, assigned_until = NULL WHERE assigned_until < NOW()");

    public Task HoldAsync(int number, long listing) => database.ExecuteAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"UPDATE virtual_numbers SET is_busy = TRUE, assigned_listing_id = {listing}, assigned_at = now(), assigned_until = NULL WHERE phone = '{Phones[number]}'"));

    public async Task<string> LeaseAsync(int visitor, long listing)
    {
        var visitorId = visitor == 0 ? null : $"visitor {visitor}";
        return await _pool.LeaseAsync(listing, visitorId, CancellationToken.None) switch
        {
            LeaseResult.Leased lease => string.Create(CultureInfo.InvariantCulture, $"number {Array.IndexOf(Phones, lease.Number)} until {lease.ExpiresAt.UtcDateTime:O}"),
            LeaseResult.PoolEmpty empty => string.Create(CultureInfo.InvariantCulture, $"empty, again after {empty.RetryAfter}"),
            _ => "unknown listing",
        };
    }

    public async Task<Meant> FindAsync(int caller, int number)
    {
        var found = await _attribution.FindAsync(caller == 0 ? null : Callers[caller], Phones[number], CancellationToken.None);
        return new Meant(found.Reason, found.Listing?.Id, found.Listing?.ShortTitle, found.Alternative?.Id, found.Confirm == true);
    }

    public async Task CalledAsync(int caller, int number, long listing, DateTime at)
    {
        await using var batch = database.Source.CreateBatch();
        batch.BatchCommands.Add(CallTracking.MarkCalled(Phones[number], listing, caller == 0 ? null : Callers[caller], Guid.NewGuid(), at));
        await batch.ExecuteNonQueryAsync();
    }
}
