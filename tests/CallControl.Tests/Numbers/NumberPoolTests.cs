using CallControl.CallControl.Tests.Storage;
using CallControl.Numbers;

namespace CallControl.CallControl.Tests.Numbers;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class NumberPoolTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly TimeSpan Lease = new NumbersOptions().LeaseDuration;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(postgres);
        await _database.AddNumbersAsync(3);
        await _database.AddListingsAsync(101, 102, 103, 104);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_visitor_gets_a_number_with_the_listing_it_stands_for()
    {
        var before = TimeProvider.System.GetUtcNow();

        var lease = await _database.LeaseAsync(101, "visitor");

        lease.Number.ToString().ShouldBe("+74951112201");
        lease.ExpiresAt.ShouldBeInRange(before + Lease - Moment, before + Lease + TimeSpan.FromMinutes(1));
        lease.Listing.ShortTitle.ShouldBe("квартира 101");
        lease.Listing.Title.ShouldBe("квартира 101");
        lease.Listing.Language.ShouldBe("ru");
        lease.Listing.Destinations.Select(destination => destination.Text).ShouldBe(["+79035550101"]);
    }

    [Fact]
    public async Task The_same_visitor_gets_the_same_number_again_with_a_longer_lease_and_no_second_row()
    {
        var first = await _database.LeaseAsync(101, "visitor");
        await _database.PassAsync(TimeSpan.FromMinutes(20));

        var again = await _database.LeaseAsync(101, "visitor");

        again.Number.ShouldBe(first.Number);
        again.ExpiresAt.ShouldBeGreaterThan(first.ExpiresAt - Moment);
        (await _database.QueryAsync<double>("SELECT extract(epoch FROM expires_at - now())::float8 FROM call_tracking"))
            .ShouldHaveSingleItem().ShouldBeGreaterThan(Lease.TotalSeconds - 60);
    }

    [Fact]
    public async Task Visitors_of_one_listing_share_its_number_and_each_is_remembered()
    {
        var first = await _database.LeaseAsync(101, "one");

        var second = await _database.LeaseAsync(101, "two");

        second.Number.ShouldBe(first.Number);
        (await _database.QueryAsync<string>("SELECT visitor_id FROM call_tracking ORDER BY id")).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Another_listing_gets_another_number()
    {
        var first = await _database.LeaseAsync(101, "visitor");

        var second = await _database.LeaseAsync(102, "visitor");

        second.Number.ShouldNotBe(first.Number);
    }

    [Fact]
    public async Task An_unknown_listing_takes_no_number()
    {
        var result = await _database.PoolOf().LeaseAsync(999, "visitor", default);

        result.ShouldBe(new LeaseResult.UnknownListing(999));
        (await _database.ScalarAsync<long>("SELECT count(*) FROM virtual_numbers WHERE is_busy")).ShouldBe(0);
    }

    [Fact]
    public async Task An_empty_pool_tells_the_owners_phone_and_when_to_come_back()
    {
        await _database.LeaseAsync(101);
        await _database.PassAsync(TimeSpan.FromMinutes(10));
        await _database.LeaseAsync(102);
        await _database.LeaseAsync(103);

        var empty = (await _database.PoolOf().LeaseAsync(104, "visitor", default)).ShouldBeOfType<LeaseResult.PoolEmpty>();

        empty.Listing.OwnerPhone.ToString().ShouldBe("+79035550104");
        empty.RetryAfter.ShouldBeInRange(TimeSpan.FromMinutes(19), TimeSpan.FromMinutes(20));
        (await _database.ScalarAsync<long>("SELECT count(*) FROM call_tracking WHERE listing_id = 104")).ShouldBe(0);
    }

    [Fact]
    public async Task An_expired_lease_is_free_at_once()
    {
        await _database.LeaseAsync(101);
        await _database.LeaseAsync(102);
        await _database.LeaseAsync(103);
        await _database.PassAsync(Lease + Moment);

        (await _database.LeaseAsync(104)).Listing.Id.ShouldBe(104);
    }

    [Fact]
    public async Task A_number_held_by_hand_is_never_leased()
    {
        await _database.ExecuteAsync("UPDATE virtual_numbers SET is_busy = TRUE, assigned_listing_id = 101");

        var empty = (await _database.PoolOf().LeaseAsync(101, null, default)).ShouldBeOfType<LeaseResult.PoolEmpty>();

        empty.RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_disabled_number_is_not_leased()
    {
        await _database.ExecuteAsync("UPDATE virtual_numbers SET enabled = FALSE WHERE phone <> '+74951112203'");

        (await _database.LeaseAsync(101)).Number.ToString().ShouldBe("+74951112203");
    }

    [Fact]
    public async Task The_longest_unused_number_is_taken()
    {
        await _database.LeaseAsync(101);
        await _database.PassAsync(Lease + Moment);
        await _database.LeaseAsync(102);
        await _database.PassAsync(Lease + Moment);
        await _database.LeaseAsync(103);
        await _database.PassAsync(Lease + Moment);

        (await _database.LeaseAsync(104)).Number.ToString().ShouldBe("+74951112201");
    }

    [Fact]
    public async Task A_visitor_is_not_given_a_number_he_knows_for_another_listing_while_there_is_one_he_does_not()
    {
        await _database.LeaseAsync(101, "visitor");
        await _database.PassAsync(Lease + Moment);
        await _database.LeaseAsync(103, "somebody");
        await _database.LeaseAsync(104, "somebody");
        await _database.PassAsync(Lease + Moment);

        // +74951112201 has been unused longest, but he knows it for 101
        (await _database.LeaseAsync(102, "visitor")).Number.ToString().ShouldBe("+74951112202");
        (await _database.LeaseAsync(103, "stranger")).Number.ToString().ShouldNotBe("+74951112202");
    }

    [Fact]
    public async Task A_number_he_knows_is_better_than_none()
    {
        await _database.ExecuteAsync("DELETE FROM virtual_numbers WHERE phone <> '+74951112201'");
        await _database.LeaseAsync(101, "visitor");
        await _database.PassAsync(Lease + Moment);

        (await _database.LeaseAsync(102, "visitor")).Number.ToString().ShouldBe("+74951112201");
    }

    [Fact]
    public async Task A_listing_gets_back_the_number_it_had_last_when_that_is_free()
    {
        var before = await _database.LeaseAsync(101, "one");
        await _database.PassAsync(TimeSpan.FromDays(1));

        (await _database.LeaseAsync(101, "two")).Number.ShouldBe(before.Number);
        (await _database.ScalarAsync<long>("SELECT count(*) FROM call_tracking")).ShouldBe(2);
    }

    [Fact]
    public async Task Prompts_are_asked_for_after_a_lease_and_only_then()
    {
        var heard = new Heard();
        var pool = _database.PoolOf(null, heard);

        await pool.LeaseAsync(101, null, default);
        await pool.LeaseAsync(999, null, default);

        heard.Listings.ShouldBe([101]);
    }

    private sealed class Heard : IListingNeeded
    {
        public List<long> Listings { get; } = [];

        public void OnNeeded(Listing listing) => Listings.Add(listing.Id);
    }
}
