using CallControl.CallControl.Tests.Storage;
using CallControl.Numbers;

namespace CallControl.CallControl.Tests.Numbers;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class NumberPoolConcurrencyTests(PostgresFixture postgres)
{
    private const int Clients = 64;

    // Two rows of one number whose times overlap and whose listings differ
    private const string NumbersWithTwoListings = """
        SELECT a.virtual_number || ': ' || a.listing_id || ' and ' || b.listing_id
        FROM call_tracking a JOIN call_tracking b ON b.virtual_number = a.virtual_number AND b.listing_id > a.listing_id
        WHERE a.shown_at < b.expires_at AND b.shown_at < a.expires_at
        """;

    [Fact]
    public async Task Clients_that_click_at_once_on_one_listing_get_one_number()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await database.AddNumbersAsync(15);
        await database.AddListingsAsync(101);
        var pool = database.PoolOf();

        var results = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => pool.LeaseAsync(101, $"visitor {client}", default)));

        results.OfType<LeaseResult.Leased>().Count().ShouldBe(Clients);
        results.OfType<LeaseResult.Leased>().Select(lease => lease.Number).Distinct().Count().ShouldBe(1);
        (await database.ScalarAsync<long>("SELECT count(*) FROM virtual_numbers WHERE is_busy")).ShouldBe(1);
        (await database.ScalarAsync<long>("SELECT count(*) FROM call_tracking")).ShouldBe(Clients);
    }

    [Fact]
    public async Task A_visitor_who_clicks_wildly_is_shown_one_number_and_remembered_once()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await database.AddNumbersAsync(15);
        await database.AddListingsAsync(101);
        var pool = database.PoolOf();

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => pool.LeaseAsync(101, "visitor", default)));

        (await database.ScalarAsync<long>("SELECT count(*) FROM call_tracking")).ShouldBe(1);
    }

    [Fact]
    public async Task Clients_that_take_the_whole_pool_at_once_each_get_a_number_of_their_own()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await database.AddNumbersAsync(Clients);
        await database.AddListingsAsync([.. Enumerable.Range(101, Clients).Select(id => (long)id)]);
        var pool = database.PoolOf();

        var results = await Task.WhenAll(Enumerable.Range(101, Clients).Select(listing => pool.LeaseAsync(listing, null, default)));

        results.OfType<LeaseResult.Leased>().Select(lease => lease.Number).Distinct().Count().ShouldBe(Clients);
    }

    [Fact]
    public async Task No_number_ever_belongs_to_two_listings()
    {
        const int numbers = 8, listings = 12, clicks = 40;
        await using var database = await TestDatabase.CreateAsync(postgres);
        await database.AddNumbersAsync(numbers);
        await database.AddListingsAsync([.. Enumerable.Range(101, listings).Select(id => (long)id)]);
        // So short that leases end and numbers change hands all the time while they are fought for
        var pool = database.PoolOf(new NumbersOptions { LeaseDuration = TimeSpan.FromMilliseconds(15) });

        var results = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            var random = new Random(client);
            var seen = new List<LeaseResult>();
            for (var click = 0; click < clicks; click++)
                seen.Add(await pool.LeaseAsync(101 + random.Next(listings), $"visitor {client}", default));
            return seen;
        }));

        (await database.QueryAsync<string>(NumbersWithTwoListings)).ShouldBeEmpty();
        results.SelectMany(seen => seen).ShouldNotContain(result => result is LeaseResult.UnknownListing);
        // The storm was one: every number went from hand to hand, and the pool ran dry as well
        (await database.QueryAsync<long>("SELECT count(DISTINCT listing_id) FROM call_tracking GROUP BY virtual_number")).ShouldAllBe(hands => hands > 2);
        results.SelectMany(seen => seen).OfType<LeaseResult.PoolEmpty>().ShouldNotBeEmpty();
    }
}
