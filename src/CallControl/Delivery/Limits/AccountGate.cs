using System.Threading.Channels;
using CallControl.Crm.Contracts;
using Npgsql;

namespace CallControl.Delivery.Limits;

/// <summary>One account's gate in this replica: a line of those who wait, and one loop that gets places and turns for them.</summary>
internal sealed class AccountGate : IAsyncDisposable
{
    private static readonly TimeSpan RetryAfterTrouble = TimeSpan.FromMilliseconds(500);

    // $4 is at most $2, so every new turn has its predecessor among the old ones, or none yet.
    private const string TurnsSql = """
        UPDATE crm_rates r SET turns = (
            SELECT (r.turns || array_agg(f.turn ORDER BY f.n))[GREATEST(1, cardinality(r.turns) + $4 - $2 + 1):]
            FROM (
                SELECT n, GREATEST(
                    clock_timestamp(), r.closed_until, r.turns[cardinality(r.turns)], r.turns[cardinality(r.turns) - $2 + n] + $3) AS turn
                FROM generate_series(1, $4) AS n) AS f)
        WHERE r.account = $1
        RETURNING (
            SELECT array_agg(EXTRACT(EPOCH FROM t.turn - clock_timestamp())::float8 ORDER BY t.n)
            FROM unnest(r.turns[cardinality(r.turns) - $4 + 1:]) WITH ORDINALITY AS t (turn, n))
        """;

    private readonly Channel<Waiter> _line = Channel.CreateUnbounded<Waiter>(new UnboundedChannelOptions { SingleReader = true });
    private readonly string _account;
    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HeldPlaces _places;
    private readonly Task _running;

    public AccountGate(string account, CrmLimit limit, NpgsqlDataSource database, TimeProvider time, ILogger logger, CancellationToken life)
    {
        (_account, Limit, _database, _time, _logger) = (account, limit, database, time, logger);
        _places = new HeldPlaces(account, database, time, logger);
        _running = RunAsync(life);
    }

    public CrmLimit Limit { get; set; }

    public async Task<IAsyncDisposable> EnterAsync(CancellationToken cancellation)
    {
        var waiter = new Waiter();
        await using var giveUp = cancellation.Register(() => waiter.Turn.TrySetCanceled(cancellation));
        await _line.Writer.WriteAsync(waiter, cancellation);
        return await waiter.Turn.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _running;
        await _places.DisposeAsync();
    }

    private async Task RunAsync(CancellationToken life)
    {
        List<Waiter> waiting = [];
        List<Place> places = [];
        while (!life.IsCancellationRequested)
        {
            try
            {
                if (waiting.Count == 0 && !await _line.Reader.WaitToReadAsync(life))
                    return;
                while (_line.Reader.TryRead(out var waiter))
                    waiting.Add(waiter);
                waiting.RemoveAll(waiter => waiter.Turn.Task.IsCompleted);
                if (waiting.Count == 0)
                    continue;

                places.AddRange(await _places.TakeAsync(waiting.Count - places.Count, Limit.Parallel, life));
                await AdmitAsync(waiting, places, life);
            }
            catch (OperationCanceledException) when (life.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                // Without the database nobody knows what other replicas do: nothing goes out, rather than too much.
                Log.GateWaits(_logger, _account, e.Message);
                await Task.Delay(RetryAfterTrouble, _time, CancellationToken.None);
            }
        }

        foreach (var waiter in waiting)
            waiter.Turn.TrySetCanceled(life);
        foreach (var place in places)
            await place.DisposeAsync();
    }

    private async Task AdmitAsync(List<Waiter> waiting, List<Place> places, CancellationToken life)
    {
        if (places.Count == 0)
            return;
        var count = Math.Min(places.Count, waiting.Count);
        var turns = await TurnsAsync(count, life);
        var from = _time.GetTimestamp();
        foreach (var after in turns)
        {
            var wait = after - _time.GetElapsedTime(from);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, _time, life);
            // Who gave up meanwhile leaves his turn to the next.
            while (waiting.Count > 0 && places.Count > 0)
            {
                var next = waiting[0];
                waiting.RemoveAt(0);
                if (next.Turn.TrySetResult(places[^1]))
                {
                    places.RemoveAt(places.Count - 1);
                    break;
                }
            }
        }

        foreach (var place in places)
            await place.DisposeAsync();
        places.Clear();
    }

    /// <summary>
    /// The k-th new turn is a span after the turn that lies N turns before it, so in any span there are at most N, and as many as that when there is enough to do.
    /// Answers how long after now each turn is: clocks of replicas need not agree. The span is a little longer than the vendor's, since requests travel unevenly.
    /// </summary>
    private async Task<IReadOnlyList<TimeSpan>> TurnsAsync(int count, CancellationToken life)
    {
        while (true)
        {
            await using var command = _database.CreateCommand(TurnsSql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _account });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Limit.Requests });
            command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = (Limit.Per * 1.01) + TimeSpan.FromMilliseconds(2) });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Math.Min(count, Limit.Requests) });
            if (await command.ExecuteScalarAsync(life) is double[] turns)
                return [.. turns.Select(TimeSpan.FromSeconds)];
            await using var first = _database.CreateCommand("INSERT INTO crm_rates (account) VALUES ($1) ON CONFLICT DO NOTHING");
            first.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _account });
            await first.ExecuteNonQueryAsync(life);
        }
    }

    private sealed class Waiter
    {
        public TaskCompletionSource<IAsyncDisposable> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
