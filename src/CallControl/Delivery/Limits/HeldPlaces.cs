using Npgsql;

namespace CallControl.Delivery.Limits;

/// <summary>
/// The places for parallel requests that this replica has of an account. It keeps a place for a second at most before it competes for it again, so replicas get their share;
/// while it lives it moves on the time until which a place is its own, so a replica that is killed loses them.
/// </summary>
internal sealed class HeldPlaces : IAsyncDisposable
{
    private const string TakeSql = """
        UPDATE crm_places SET holder = $2, held_until = clock_timestamp() + $5
        WHERE account = $1 AND place IN (
            SELECT place FROM crm_places
            WHERE account = $1 AND place <= $3 AND (holder IS NULL OR held_until < clock_timestamp())
            ORDER BY place LIMIT $4 FOR UPDATE SKIP LOCKED)
        RETURNING place
        """;

    private const string PrepareSql = "INSERT INTO crm_places (account, place) SELECT $1, n FROM generate_series(1, $2) AS n ON CONFLICT DO NOTHING";
    private const string GiveBackSql = "UPDATE crm_places SET holder = NULL, held_until = NULL WHERE account = $1 AND holder = $2 AND place = ANY($3)";
    private const string RenewSql = "UPDATE crm_places SET held_until = clock_timestamp() + $3 WHERE account = $1 AND holder = $2";

    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<Place> _idle = [];
    private readonly SemaphoreSlim _freed = new(0);
    private readonly CancellationTokenSource _life = new();
    private readonly Guid _me = Guid.NewGuid();
    private readonly string _account;
    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task _keeping;
    private int _prepared;
    private long _preparedAt;
    private int _used;

    public HeldPlaces(string account, NpgsqlDataSource database, TimeProvider time, ILogger logger)
    {
        (_account, _database, _time, _logger) = (account, database, time, logger);
        _keeping = KeepAsync();
    }

    /// <summary>Waits until there is at least one.</summary>
    public async Task<IReadOnlyList<Place>> TakeAsync(int wanted, int parallel, CancellationToken cancellation)
    {
        List<Place> taken = [];
        while (wanted > 0)
        {
            lock (_gate)
            {
                while (taken.Count < wanted && _idle.Count > 0)
                {
                    taken.Add(_idle[^1]);
                    _idle.RemoveAt(_idle.Count - 1);
                }

                _used += taken.Count;
            }

            if (taken.Count > 0)
                return taken;
            var fresh = await FetchAsync(wanted, parallel, cancellation);
            if (fresh.Count > 0)
                return fresh;
            await _freed.WaitAsync(Look, cancellation);
        }

        return taken;
    }

    public async ValueTask ReturnAsync(Place place)
    {
        if (_time.GetElapsedTime(place.TakenAt) < Keep && !_life.IsCancellationRequested)
        {
            lock (_gate)
            {
                _idle.Add(place);
                _used--;
            }

            _freed.Release();
            return;
        }

        lock (_gate)
            _used--;
        await GiveBackAsync([place]);
        _freed.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await _life.CancelAsync();
        await _keeping;
        await GiveBackIdleAsync(_ => true);
        _freed.Dispose();
        _life.Dispose();
    }

    private async Task<List<Place>> FetchAsync(int wanted, int parallel, CancellationToken cancellation)
    {
        if (parallel > _prepared)
        {
            await using var prepare = _database.CreateCommand(PrepareSql);
            prepare.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _account });
            prepare.Parameters.Add(new NpgsqlParameter<int> { TypedValue = parallel });
            await prepare.ExecuteNonQueryAsync(cancellation);
            (_prepared, _preparedAt) = (parallel, _time.GetTimestamp());
        }

        await using var command = _database.CreateCommand(TakeSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _account });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _me });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = parallel });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = wanted });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Hold });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<Place> fresh = [];
        var now = _time.GetTimestamp();
        while (await reader.ReadAsync(cancellation))
            fresh.Add(new Place(this, reader.GetInt32(0), now));
        // The table is empty after a crash of PostgreSQL.
        if (fresh.Count == 0 && _time.GetElapsedTime(_preparedAt) > Keep)
            _prepared = 0;
        lock (_gate)
            _used += fresh.Count;
        return fresh;
    }

    /// <summary>Never throws: a place that can't be given back frees itself by time.</summary>
    private async Task GiveBackAsync(IReadOnlyList<Place> places)
    {
        if (places.Count == 0)
            return;
        try
        {
            await using var command = _database.CreateCommand(GiveBackSql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _account });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _me });
            command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. places.Select(place => place.Number)] });
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or ObjectDisposedException)
        {
            Log.GateWaits(_logger, _account, e.Message);
        }
    }

    private async Task GiveBackIdleAsync(Func<Place, bool> which)
    {
        List<Place> idle;
        lock (_gate)
        {
            idle = [.. _idle.Where(which)];
            _idle.RemoveAll(idle.Contains);
        }

        await GiveBackAsync(idle);
    }

    private async Task KeepAsync()
    {
        while (true)
        {
            try
            {
                await Task.Delay(Tick, _time, _life.Token);
                await GiveBackIdleAsync(place => _time.GetElapsedTime(place.TakenAt) >= Keep);
                if (Volatile.Read(ref _used) == 0)
                    continue;
                await using var command = _database.CreateCommand(RenewSql);
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _account });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _me });
                command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Hold });
                await command.ExecuteNonQueryAsync(_life.Token);
            }
            catch (OperationCanceledException) when (_life.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                Log.GateWaits(_logger, _account, e.Message);
            }
        }
    }
}
