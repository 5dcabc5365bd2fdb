using CallControl.CallControl.Tests.Storage;

namespace CallControl.CallControl.Tests.Numbers;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class CallTrackingTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Caller = "+79161234567";
    private const string Stranger = "+79167654321";
    private const string Dialled = "+74951112201";

    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(postgres);
        await _database.AddNumbersAsync(1);
        await _database.AddListingsAsync(101, 102);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_call_belongs_to_the_latest_shown_row()
    {
        await _database.LeaseAsync(101, "earlier");
        await _database.PassAsync(TimeSpan.FromMinutes(5));
        await _database.LeaseAsync(101, "later");

        var call = await _database.CallAsync(Caller, Dialled, 101);

        (await RowsAsync()).ShouldBe([("earlier", null, null), ("later", Caller, call)]);
    }

    [Fact]
    public async Task A_second_caller_gets_the_row_that_is_left()
    {
        await _database.LeaseAsync(101, "one");
        await _database.LeaseAsync(101, "two");

        await _database.CallAsync(Caller, Dialled, 101);
        await _database.CallAsync(Stranger, Dialled, 101);

        (await RowsAsync()).Select(row => row.Phone).ShouldBe([Stranger, Caller]);
    }

    [Fact]
    public async Task A_caller_who_calls_again_from_memory_leaves_other_visitors_rows_alone()
    {
        await _database.LeaseAsync(101, "other");
        await _database.LeaseAsync(101, "caller");
        var first = await _database.CallAsync(Caller, Dialled, 101);

        var second = await _database.CallAsync(Caller, Dialled, 101);

        (await RowsAsync()).ShouldBe([("other", null, null), ("caller", Caller, first), (null, Caller, second)]);
    }

    [Fact]
    public async Task A_caller_nobody_was_shown_to_gets_a_row_of_his_own()
    {
        await _database.LeaseAsync(102, "other listing");

        var call = await _database.CallAsync(Caller, Dialled, 101);

        (await RowsAsync()).ShouldBe([("other listing", null, null), (null, Caller, call)]);
    }

    [Fact]
    public async Task A_row_known_to_be_the_callers_comes_first()
    {
        await _database.ExecuteAsync("INSERT INTO call_tracking (virtual_number, listing_id, visitor_id, client_phone) VALUES (@Dialled, 101, 'known', @Caller)", new { Dialled, Caller });
        await _database.LeaseAsync(101, "later");

        var call = await _database.CallAsync(Caller, Dialled, 101);

        (await RowsAsync()).ShouldBe([("known", Caller, call), ("later", null, null)]);
    }

    [Fact]
    public async Task A_call_without_caller_id_is_counted()
    {
        await _database.LeaseAsync(101, "visitor");

        var call = await _database.CallAsync(null, Dialled, 101);

        (await RowsAsync()).ShouldBe([("visitor", null, call)]);
        (await _database.ScalarAsync<long>("SELECT count(called_at) FROM call_tracking")).ShouldBe(1);
    }

    [Fact]
    public async Task Storing_the_same_call_twice_changes_nothing()
    {
        await _database.LeaseAsync(101, "other");
        await _database.LeaseAsync(101, "visitor");
        var call = await _database.CallAsync(null, Dialled, 101);

        await _database.CallAsync(null, Dialled, 101, call);

        (await RowsAsync()).ShouldBe([("other", null, null), ("visitor", null, call)]);
    }

    [Fact]
    public async Task Callers_at_the_same_moment_get_different_rows()
    {
        const int callers = 16;
        for (var i = 0; i < callers; i++)
            await _database.LeaseAsync(101, $"visitor {i}");

        await Task.WhenAll(Enumerable.Range(0, callers).Select(i => _database.CallAsync($"+791612345{i:D2}", Dialled, 101)));

        var rows = await RowsAsync();
        rows.Select(row => row.Phone).Distinct().Count().ShouldBe(callers);
    }

    private async Task<IReadOnlyList<(string? Visitor, string? Phone, Guid? Call)>> RowsAsync() =>
        await _database.QueryAsync<(string?, string?, Guid?)>("SELECT visitor_id, client_phone, call_id FROM call_tracking ORDER BY id");
}
