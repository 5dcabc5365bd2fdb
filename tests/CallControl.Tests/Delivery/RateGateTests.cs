using System.Collections.Concurrent;
using System.Diagnostics;
using CallControl.CallControl.Tests.Storage;
using CallControl.Crm.Contracts;
using CallControl.Delivery.Limits;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallControl.CallControl.Tests.Delivery;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class RateGateTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Two_replicas_together_begin_no_more_than_the_limit_in_any_span()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await using var first = Gate(database);
        await using var second = Gate(database);
        var limit = new CrmLimit(40, TimeSpan.FromMilliseconds(500), 10);
        var begun = new ConcurrentBag<long>();
        var parallel = 0;
        var most = 0;

        // Either has enough to do for 3 s of the whole limit.
        await Task.WhenAll(new[] { first, second }.SelectMany(gate => Enumerable.Range(0, 12).Select(async _ =>
        {
            for (var n = 0; n < 10; n++)
            {
                await using var turn = await gate.EnterAsync("account", limit, CancellationToken.None);
                begun.Add(Stopwatch.GetTimestamp());
                InterlockedMax(ref most, Interlocked.Increment(ref parallel));
                await Task.Yield();
                Interlocked.Decrement(ref parallel);
            }
        })));

        var times = begun.Order().ToArray();
        times.Length.ShouldBe(240);
        most.ShouldBeLessThanOrEqualTo(10);
        // A turn given in time may be used a moment late on a busy machine, so a span may look a little shorter.
        var spans = Enumerable.Range(limit.Requests, times.Length - limit.Requests).Select(n => Stopwatch.GetElapsedTime(times[n - limit.Requests], times[n])).ToList();
        spans.ShouldAllBe(span => span > limit.Per * 0.7);
        spans.Count(span => span < limit.Per * 0.95).ShouldBeLessThan(20);
        // 240 turns: 40 at once, the others in five spans. How near to that it comes is measured by DrainTests, on a machine that has nothing else to do.
        Stopwatch.GetElapsedTime(times[0], times[^1]).TotalSeconds.ShouldBeGreaterThan(2.4);
    }

    [Fact]
    public async Task Turns_of_a_fast_limit_come_in_small_bursts_and_never_too_many_in_a_span()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await using var gate = Gate(database);
        var limit = new CrmLimit(200, TimeSpan.FromSeconds(1), 20);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            for (var n = 0; n < 15; n++)
                await (await gate.EnterAsync("account", limit, CancellationToken.None)).DisposeAsync();
        }));

        // The database keeps the last 200: what it gave, not when it was used.
        var turns = await database.ScalarAsync<DateTime[]>("SELECT turns FROM crm_rates WHERE account = 'account'");
        turns.ShouldNotBeNull().Length.ShouldBe(200);
        turns.Zip(turns.Skip(20)).ShouldAllBe(turn => turn.Second - turn.First >= TimeSpan.FromMilliseconds(89.9));
    }

    [Fact]
    public async Task A_replica_that_waits_gets_its_share_of_the_places()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await using var first = Gate(database);
        await using var second = Gate(database);
        var limit = new CrmLimit(10_000, TimeSpan.FromSeconds(1), 1);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(4));
        var (one, two, parallel, most) = (0, 0, 0, 0);

        await Task.WhenAll(RunAsync(first, () => one++), RunAsync(second, () => two++));

        most.ShouldBe(1);
        // Neither starves; how much each gets done is the machine's affair.
        one.ShouldBeGreaterThan(2);
        two.ShouldBeGreaterThan(2);

        async Task RunAsync(PostgresRateGate gate, Action count)
        {
            try
            {
                while (true)
                {
                    await using var turn = await gate.EnterAsync("account", limit, stop.Token);
                    InterlockedMax(ref most, Interlocked.Increment(ref parallel));
                    await Task.Yield();
                    Interlocked.Decrement(ref parallel);
                    count();
                }
            }
            catch (OperationCanceledException)
            {
                // The time is over.
            }
        }
    }

    [Fact]
    public async Task Nobody_begins_before_the_time_the_vendor_asked_for()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await using var first = Gate(database);
        await using var second = Gate(database);
        var limit = new CrmLimit(100, TimeSpan.FromSeconds(1), 5);

        var from = Stopwatch.GetTimestamp();
        await first.CloseAsync("account", TimeSpan.FromMilliseconds(700), CancellationToken.None);
        await using (await second.EnterAsync("account", limit, CancellationToken.None))
            Stopwatch.GetElapsedTime(from).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(690));
        await using var other = await second.EnterAsync("another account", limit, CancellationToken.None);
    }

    [Fact]
    public async Task Who_gives_up_frees_the_line()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await using var gate = Gate(database);
        var limit = new CrmLimit(100, TimeSpan.FromSeconds(1), 1);
        var held = await gate.EnterAsync("account", limit, CancellationToken.None);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Should.ThrowAsync<OperationCanceledException>(async () => await gate.EnterAsync("account", limit, soon.Token));
        await held.DisposeAsync();

        using var limitOfTest = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await using var next = await gate.EnterAsync("account", limit, limitOfTest.Token);
    }

    private static PostgresRateGate Gate(TestDatabase database) => new(database.Source, TimeProvider.System, NullLogger<PostgresRateGate>.Instance);

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
            // Somebody was quicker.
        }
    }
}
