using CallControl.CallControl.Tests.Storage;
using CallControl.Delivery.Limits;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallControl.CallControl.Tests.Delivery;

/// <summary>Locks that replicas share: two objects stand for two of them.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class LockTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync(postgres);

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task What_one_replica_has_the_other_waits_for()
    {
        var first = await Replica().EnterAsync("token", "client +375447034448", CancellationToken.None);
        var other = Replica();

        var waiting = other.EnterAsync("token", "client +375447034448", CancellationToken.None).AsTask();
        await using (await other.EnterAsync("another token", "client +375447034448", CancellationToken.None))
            waiting.IsCompleted.ShouldBeFalse();
        await first.DisposeAsync();
        await using var second = await waiting.WaitAsync(TimeSpan.FromSeconds(10));

        (await _database.ScalarAsync<int>("SELECT count(*)::int FROM crm_places")).ShouldBe(1);
    }

    [Fact]
    public async Task What_a_killed_replica_had_is_free_by_time_and_its_late_end_takes_nothing_away()
    {
        var killed = await Replica().EnterAsync("token", "client", CancellationToken.None);
        await _database.ExecuteAsync("UPDATE crm_places SET held_until = now() - interval '1 second'");

        await using var next = await Replica().EnterAsync("token", "client", CancellationToken.None);
        await killed.DisposeAsync();

        (await _database.ScalarAsync<int>("SELECT count(*)::int FROM crm_places")).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_gives_up_keeps_nobody_waiting()
    {
        var replica = Replica();
        var first = await replica.EnterAsync("token", "client", CancellationToken.None);
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Should.ThrowAsync<OperationCanceledException>(async () => await Replica().EnterAsync("token", "client", impatience.Token));
        await first.DisposeAsync();

        await using var next = await replica.EnterAsync("token", "client", CancellationToken.None);
    }

    private PostgresLocks Replica() => new(_database.Source, "ms", TimeProvider.System, NullLogger.Instance);
}
