using CallControl.CallControl.Tests.Storage;
using CallControl.Nodes;
using CallControl.TestKit.Postgres;
using CallControl.TestKit.Processes;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CallControl.CallControl.Tests.Nodes;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class NodeTurnTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task One_process_has_the_turn_at_each_node_and_the_next_gets_it_when_that_one_ends()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await using var first = new Process(database.ConnectionString, "pbx");
        (await first.IsItsTurnAsync()).ShouldBeTrue();
        await using var second = new Process(database.ConnectionString, "pbx");
        await using var elsewhere = new Process(database.ConnectionString, "pbx2");

        (await second.IsItsTurnAsync()).ShouldBeFalse();
        (await elsewhere.IsItsTurnAsync()).ShouldBeTrue();
        await first.DisposeAsync();

        await Poll.UntilAsync(second.IsItsTurnAsync, Patience, "the second process has the turn");
    }

    [Fact]
    public async Task A_session_that_broke_gives_the_turn_to_one_process_and_takes_it_from_the_other()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await using var first = new Process(database.ConnectionString, "pbx");
        (await first.IsItsTurnAsync()).ShouldBeTrue();
        await using var second = new Process(database.ConnectionString, "pbx");
        (await second.IsItsTurnAsync()).ShouldBeFalse();

        await database.ExecuteAsync("""
            SELECT pg_terminate_backend(pid) FROM pg_locks
            WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """);

        await Poll.UntilAsync(async () => await second.IsItsTurnAsync() != await first.IsItsTurnAsync(), Patience, "one of them has the turn");
    }

    [Fact]
    public async Task After_an_absence_of_PostgreSQL_the_turn_is_with_whom_it_was()
    {
        await using var cluster = await PostgresCluster.CreateAsync();
        await using var database = await TestDatabase.CreateAsync(cluster);
        await using var first = new Process(database.ConnectionString, "pbx");
        (await first.IsItsTurnAsync()).ShouldBeTrue();
        await using var second = new Process(database.ConnectionString, "pbx");
        (await second.IsItsTurnAsync()).ShouldBeFalse();

        await cluster.StopAsync();
        var whileAway = (await first.IsItsTurnAsync(), await second.IsItsTurnAsync());
        await cluster.StartAsync();
        await Poll.UntilAsync(
            async () => await HoldersAsync(database) == 1, Patience, "the turn is held again");

        whileAway.ShouldBe((true, false));
        (await first.IsItsTurnAsync()).ShouldBeTrue();
        (await second.IsItsTurnAsync()).ShouldBeFalse();
    }

    private static async Task<long> HoldersAsync(TestDatabase database)
    {
        try
        {
            return await database.ScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted");
        }
        catch (NpgsqlException)
        {
            // A connection of the pool that the stop has broken.
            return 0;
        }
    }

    /// <summary>What one process has of it: connections of its own.</summary>
    private sealed class Process : IAsyncDisposable
    {
        private readonly NpgsqlDataSource _database;
        private readonly CancellationTokenSource _stopping = new();
        private readonly NodeTurn _turn;
        private readonly Task _running;
        private bool _isDisposed;

        public Process(string connectionString, string node)
        {
            _database = NpgsqlDataSource.Create(connectionString);
            _turn = new NodeTurn(node, _database, TimeProvider.System, NullLogger<NodeTurn>.Instance);
            _running = _turn.RunAsync(_stopping.Token);
        }

        public Task<bool> IsItsTurnAsync() => _turn.IsOursAsync(CancellationToken.None);

        public async ValueTask DisposeAsync()
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            await _stopping.CancelAsync();
            await _running;
            await _database.DisposeAsync();
            _stopping.Dispose();
        }
    }
}
