using CallControl.CallControl.Tests.Storage;
using CallControl.Crm.Contracts;
using CallControl.Numbers;

namespace CallControl.CallControl.Tests.Numbers;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class AttributionTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Caller = "+79161234567";
    private const string Stranger = "+79167654321";
    private static readonly PhoneNumber Dialled = PhoneNumber.Parse("+74951112201");
    private static readonly TimeSpan LeaseAndMore = TimeSpan.FromMinutes(31);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(postgres);
        await _database.AddNumbersAsync(1);
        await _database.AddListingsAsync(101, 102);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData(Caller)]
    [InlineData(null)]
    public async Task A_leased_number_means_its_listing_to_a_new_caller(string? caller)
    {
        await _database.LeaseAsync(101);

        await ExpectAsync(caller, AttributionReason.LiveLease, 101);
    }

    [Fact]
    public async Task A_caller_who_calls_again_within_the_lease_means_the_same_listing()
    {
        await _database.LeaseAsync(101);
        await _database.CallAsync(Caller, Dialled.ToString(), 101);

        await ExpectAsync(Caller, AttributionReason.LiveLease, 101);
    }

    [Fact]
    public async Task A_caller_who_comes_back_after_a_month_reaches_the_listing_he_knows()
    {
        await _database.LeaseAsync(101);
        await _database.CallAsync(Caller, Dialled.ToString(), 101);
        await _database.PassAsync(Month);

        await ExpectAsync(Caller, AttributionReason.CallerHistory, 101);
        await ExpectAsync(Stranger, AttributionReason.Unknown, null);
        await ExpectAsync(null, AttributionReason.Unknown, null);
    }

    [Fact]
    public async Task A_callers_own_history_beats_a_later_lease_that_has_ended()
    {
        await _database.LeaseAsync(101);
        await _database.CallAsync(Caller, Dialled.ToString(), 101);
        await _database.PassAsync(LeaseAndMore);
        await _database.LeaseAsync(102);
        await _database.PassAsync(LeaseAndMore);

        await ExpectAsync(Caller, AttributionReason.CallerHistory, 101);
        await ExpectAsync(Stranger, AttributionReason.RecentLease, 102);
    }

    [Fact]
    public async Task A_caller_whose_history_contradicts_the_live_lease_is_to_be_asked()
    {
        await _database.LeaseAsync(101);
        await _database.CallAsync(Caller, Dialled.ToString(), 101);
        await _database.PassAsync(LeaseAndMore);
        await _database.LeaseAsync(102);

        var result = await ExpectAsync(Caller, AttributionReason.Ambiguous, 102);

        result.Alternative!.Id.ShouldBe(101);
        await ExpectAsync(Stranger, AttributionReason.LiveLease, 102);
    }

    [Fact]
    public async Task The_latest_call_of_a_caller_counts()
    {
        await _database.CallAsync(Caller, Dialled.ToString(), 101);
        await _database.PassAsync(TimeSpan.FromHours(1));
        await _database.CallAsync(Caller, Dialled.ToString(), 102);

        await ExpectAsync(Caller, AttributionReason.CallerHistory, 102);
    }

    [Fact]
    public async Task A_number_shown_to_a_visitor_whose_phone_is_known_counts_as_his_history()
    {
        await _database.ExecuteAsync(
            "INSERT INTO call_tracking (virtual_number, listing_id, client_phone) VALUES ('+74951112201', 101, '+79161234567')");

        await ExpectAsync(Caller, AttributionReason.CallerHistory, 101);
    }

    [Fact]
    public async Task History_on_another_number_says_nothing()
    {
        await _database.CallAsync(Caller, "+74951112299", 101);

        await ExpectAsync(Caller, AttributionReason.Unknown, null);
    }

    [Fact]
    public async Task The_last_lease_counts_within_the_grace_time_and_not_after()
    {
        await _database.LeaseAsync(101);
        await _database.PassAsync(TimeSpan.FromDays(6));

        await ExpectAsync(Stranger, AttributionReason.RecentLease, 101);
        await _database.PassAsync(TimeSpan.FromDays(2));
        await ExpectAsync(Stranger, AttributionReason.Unknown, null);
    }

    [Fact]
    public async Task A_number_released_by_hand_still_means_its_last_listing()
    {
        await _database.LeaseAsync(101);
        await _database.ExecuteAsync("UPDATE virtual_numbers SET is_busy = FALSE, assigned_listing_id = NULL, assigned_at = NULL, assigned_until = NULL");

        await ExpectAsync(Stranger, AttributionReason.RecentLease, 101);
    }

    [Fact]
    public async Task A_number_held_by_hand_for_a_listing_means_it_for_ever()
    {
        await _database.ExecuteAsync("UPDATE virtual_numbers SET is_busy = TRUE, assigned_listing_id = 102");

        await ExpectAsync(Stranger, AttributionReason.LiveLease, 102);
    }

    [Fact]
    public async Task A_listing_that_was_deleted_is_passed_over()
    {
        await _database.LeaseAsync(101);
        await _database.CallAsync(Caller, Dialled.ToString(), 101);
        await _database.PassAsync(LeaseAndMore);
        await _database.LeaseAsync(102);
        await _database.CallAsync(Caller, Dialled.ToString(), 102);

        await _database.ExecuteAsync("DELETE FROM listings WHERE id = 102");

        await ExpectAsync(Caller, AttributionReason.CallerHistory, 101);
    }

    [Fact]
    public async Task A_caller_whose_own_listing_is_gone_must_confirm_the_one_the_number_speaks_for_now()
    {
        await _database.CallAsync(Caller, Dialled.ToString(), 101);
        await _database.ExecuteAsync("DELETE FROM listings WHERE id = 101; UPDATE virtual_numbers SET confirm = FALSE");
        await ExpectAsync(Caller, AttributionReason.Unknown, null);

        await _database.LeaseAsync(102);
        var live = await ExpectAsync(Caller, AttributionReason.OwnListingGone, 102);
        await _database.PassAsync(LeaseAndMore);
        var recent = await ExpectAsync(Caller, AttributionReason.OwnListingGone, 102);
        var stranger = await ExpectAsync(Stranger, AttributionReason.RecentLease, 102);

        (live.Confirm, recent.Confirm, stranger.Confirm).ShouldBe((true, true, false));
    }

    [Fact]
    public async Task History_can_be_limited()
    {
        await _database.CallAsync(Caller, Dialled.ToString(), 101);
        await _database.PassAsync(Month);

        var result = await _database.AttributeAsync(Caller, Dialled, new NumbersOptions { HistoryTime = TimeSpan.FromDays(29) });

        result.ShouldBe(new AttributionResult(AttributionReason.Unknown, null));
    }

    [Theory]
    [InlineData(AttributionReason.LiveLease, "live_lease")]
    [InlineData(AttributionReason.CallerHistory, "caller_history")]
    [InlineData(AttributionReason.RecentLease, "recent_lease")]
    [InlineData(AttributionReason.Ambiguous, "ambiguous")]
    [InlineData(AttributionReason.CallerChoice, "caller_choice")]
    [InlineData(AttributionReason.OwnListingGone, "own_listing_gone")]
    [InlineData(AttributionReason.Unknown, "unknown")]
    internal void A_reason_is_stored_as_a_stable_word(AttributionReason reason, string word)
    {
        reason.ToWord().ShouldBe(word);
    }

    private async Task<AttributionResult> ExpectAsync(string? caller, AttributionReason reason, long? listing)
    {
        var result = await _database.AttributeAsync(caller, Dialled);
        (result.Reason, result.Listing?.Id).ShouldBe((reason, listing));
        return result;
    }
}
