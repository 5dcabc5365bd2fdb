using System.Threading.Channels;
using CallControl.Crm.Contracts;
using Npgsql;

namespace CallControl.Delivery.Limits;

/// <summary>One account's gate in this replica: a line of those who wait, and one loop that gets places and turns for them.</summary>
internal sealed class AccountGate : IAsyncDisposable
{
    // The span is longer by this part of it, and a turn may be used late by as much.
    private const double Margin = 0.025;

    // What is used at once comes due at once a span later, again and again: at a fast limit more at once than can be sent in time, so that turns go by unused, while for the rest of the
    // span there are none. So bursts are a part of the limit there, and follow each other in a little less time than their share of the span. Slow vendors' bursts are somebody's pop-ups.
    private const int FastPerSecond = 100;
    private const int Bursts = 10;
    private const double BurstShare = 0.9;

    private static readonly TimeSpan RetryAfterTrouble = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(100);

    // In that time: no vendor answers in less than 5 ms. More than can be used would be lost for the other replicas.
    private const int MostPerPlaceAhead = 20;

    // Timers are no finer; the span's own margin covers it.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    // $4 is at most $2 and $5, so every new turn has its predecessors among the old ones, or none yet.
    private const string TurnsSql = """
        UPDATE crm_rates r SET turns = (
            SELECT (r.turns || array_agg(f.turn ORDER BY f.n))[GREATEST(1, cardinality(r.turns) + $4 - $2 + 1):]
            FROM (
                SELECT n, GREATEST(
                    clock_timestamp(), r.closed_until, r.turns[cardinality(r.turns)], r.turns[cardinality(r.turns) - $2 + n] + $3, r.turns[cardinality(r.turns) - $5 + n] + $6) AS turn
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
    private readonly HeldPlaces _held;

    // Touched by the loop alone. A turn is a time of this replica's clock.
    private readonly List<Waiter> _waiting = [];
    private readonly List<Place> _places = [];
    private readonly Queue<TimeSpan> _turns = new();
    private readonly Task _running;
    private Task<IReadOnlyList<TimeSpan>>? _fetching;
    private int _closed;

    public AccountGate(string account, CrmLimit limit, NpgsqlDataSource database, TimeProvider time, ILogger logger, CancellationToken life)
    {
        (_account, Limit, _database, _time, _logger) = (account, limit, database, time, logger);
        _held = new HeldPlaces(account, database, time, logger);
        _running = RunAsync(life);
    }

    public CrmLimit Limit { get; set; }

    /// <summary>So many turns may be at one time.</summary>
    private int Burst => Limit.Requests < FastPerSecond * Limit.Per.TotalSeconds || Limit.Requests < Bursts ? Limit.Requests : Limit.Requests / Bursts;

    public async Task<IAsyncDisposable> EnterAsync(CancellationToken cancellation)
    {
        var waiter = new Waiter();
        await using var giveUp = cancellation.Register(() => waiter.Turn.TrySetCanceled(cancellation));
        await _line.Writer.WriteAsync(waiter, cancellation);
        return await waiter.Turn.Task;
    }

    /// <summary>Forgets the turns it has got ahead; those it gets from now on obey what the database says.</summary>
    public void ForgetTurns() => Interlocked.Exchange(ref _closed, 1);

    public async ValueTask DisposeAsync()
    {
        await _running;
        await _held.DisposeAsync();
    }

    private async Task RunAsync(CancellationToken life)
    {
        while (!life.IsCancellationRequested)
        {
            try
            {
                await AdmitNextAsync(life);
            }
            catch (OperationCanceledException) when (life.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                // Without the database nobody knows what other replicas do: nothing goes out, rather than too much.
                _fetching = null;
                Log.GateWaits(_logger, _account, e.Message);
                await Task.Delay(RetryAfterTrouble, _time, CancellationToken.None);
            }
        }

        foreach (var waiter in _waiting)
            waiter.Turn.TrySetCanceled(life);
        await ReturnPlacesAsync();
    }

    private async Task AdmitNextAsync(CancellationToken life)
    {
        while (_line.Reader.TryRead(out var waiter))
            _waiting.Add(waiter);
        _waiting.RemoveAll(waiter => waiter.Turn.Task.IsCompleted);
        if (_waiting.Count == 0)
        {
            await ReturnPlacesAsync();
            await _line.Reader.WaitToReadAsync(life);
            return;
        }

        // A place first: a turn without one would be lost for the other replicas too.
        if (_places.Count == 0)
            _places.AddRange(await _held.TakeAsync(_waiting.Count, Limit.Parallel, life));
        await FetchAsync(life);
        if (Interlocked.Exchange(ref _closed, 0) != 0)
        {
            // Those asked for ahead are not what the vendor wants now.
            if (_fetching is { } fetching)
                await fetching;
            _fetching = null;
            _turns.Clear();
            return;
        }

        if (!_turns.TryPeek(out var due))
            return;
        var wait = due - _time.GetElapsedTime(0);
        if (wait > ShortestWait)
        {
            await Task.Delay(wait, _time, life);
            return; // the line may have changed meanwhile
        }

        _turns.Dequeue();
        if (-wait > Limit.Per * Margin)
            return; // too late to be used: the vendor would see it among later ones
        var next = _waiting[0];
        _waiting.RemoveAt(0);
        if (next.Turn.TrySetResult(_places[^1]))
            _places.RemoveAt(_places.Count - 1);
    }

    /// <summary>
    /// Gets turns for those who wait, and at a fast limit some for those who will come meanwhile: a turn that is asked for only when it is due comes late, and the lateness would
    /// add up, turn after turn.
    /// </summary>
    private async Task FetchAsync(CancellationToken life)
    {
        if (_fetching is null)
        {
            var ahead = (int)Math.Min(Limit.Requests * (Ahead / Limit.Per), Limit.Parallel * MostPerPlaceAhead);
            var missing = Math.Min(_waiting.Count, _places.Count) + Math.Min(ahead, Limit.Requests / 4) - _turns.Count;
            // Not for every single one: half of what is looked ahead is a good time to ask.
            if (_turns.Count == 0 || missing > ahead / 2)
                _fetching = missing > 0 ? TurnsAsync(missing, life) : null;
        }

        if (_fetching is not null && (_turns.Count == 0 || _fetching.IsCompleted))
        {
            var fetched = _fetching;
            _fetching = null;
            foreach (var due in await fetched)
                _turns.Enqueue(due);
        }
    }

    private async Task ReturnPlacesAsync()
    {
        foreach (var place in _places)
            await place.DisposeAsync();
        _places.Clear();
    }

    /// <summary>
    /// The k-th new turn is a span after the turn that lies N turns before it, so in any span there are at most N, and as many as that when there is enough to do.
    /// Reckoned from now: clocks of replicas need not agree. The span is a little longer than the vendor's, since requests travel unevenly.
    /// </summary>
    private async Task<IReadOnlyList<TimeSpan>> TurnsAsync(int count, CancellationToken life)
    {
        while (true)
        {
            await using var command = _database.CreateCommand(TurnsSql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _account });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Limit.Requests });
            command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Limit.Per * (1 + Margin) });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Math.Min(count, Burst) });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Burst });
            command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Limit.Per * (BurstShare * Burst / Limit.Requests) });
            if (await command.ExecuteScalarAsync(life) is double[] turns)
            {
                var now = _time.GetElapsedTime(0);
                return [.. turns.Select(turn => now + TimeSpan.FromSeconds(turn))];
            }

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
