using CallControl.Calls;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.ClickToCall;

/// <summary>
/// Writes a new call down, unless it is there already or the extension has had enough: in one transaction, one at a time for each extension,
/// so that it holds over all replicas.
/// </summary>
internal sealed class ClickStore(NpgsqlDataSource database, IOptions<ClickToCallOptions> options, TimeProvider time)
{
    /// <summary>Raised when a call waits for a process that has an Asterisk.</summary>
    public const string Signal = "clicks";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private const string Lock = "SELECT pg_advisory_xact_lock(hashtext('click-to-call'), hashtext(@Enterprise || ' ' || @Extension))";

    // A call that was never ended (its node is gone for good) stops counting after a day.
    private const string Earlier = """
        SELECT id, dialled = @Dialled AS same, ended_at IS NULL AS lives, started_at > @StartedAt - @doubleClick AS justnow, started_at > @StartedAt - interval '1 minute' AS thisminute
        FROM calls
        WHERE flow = 'click-to-call' AND enterprise = @Enterprise AND extension = @Extension AND started_at > @StartedAt - interval '1 day'
          AND (ended_at IS NULL OR started_at > @StartedAt - interval '1 minute')
        ORDER BY started_at DESC
        """;

    public async Task<ClickResult> BeginAsync(CallRow row, EnterpriseClicks limits, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Lock, new { row.Enterprise, row.Extension }, transaction, cancellationToken: cancellation));
        var earlier = (await connection.QueryAsync<EarlierCall>(new CommandDefinition(
            Earlier, new { row.Enterprise, row.Extension, row.Dialled, row.StartedAt, doubleClick = options.Value.DoubleClickTime }, transaction, cancellationToken: cancellation))).AsList();
        if (earlier.Find(call => call.Same && (call.Lives || call.JustNow)) is { } same)
            return ClickResult.Call(same.Id, repeated: true);
        if (earlier.Count(call => call.Lives) >= limits.CallsAtOnce)
            return ClickResult.Refused(ClickRefusal.TooManyCalls);
        if (earlier.Count(call => call.ThisMinute) >= limits.CallsPerMinute)
            return ClickResult.Refused(ClickRefusal.TooManyClicks);

        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { CallSql.Write(row) } };
        if (row.Replica is null)
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"NOTIFY {Signal}"));
        await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return ClickResult.Call(row.Id, repeated: false);
    }

    /// <summary>Waits for a process to take a call that was begun without one. Not taken in time it is as if there had been no click.</summary>
    public async Task<bool> IsTakenAsync(Guid id)
    {
        var began = time.GetTimestamp();
        await using var connection = await database.OpenConnectionAsync();
        while (time.GetElapsedTime(began) < options.Value.HandOverTime)
        {
            if (await connection.ExecuteScalarAsync<bool>("SELECT replica IS NOT NULL FROM calls WHERE id = @id", new { id }))
                return true;
            await Task.Delay(Look, time);
        }

        return await connection.ExecuteAsync("DELETE FROM calls WHERE id = @id AND replica IS NULL", new { id }) == 0;
    }

    /// <summary>Calls that wait for a process, the oldest first.</summary>
    public async Task<IReadOnlyList<WaitingClick>> WaitingAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var waiting = await connection.QueryAsync<WaitingClick>(new CommandDefinition("""
            SELECT id, enterprise FROM calls
            WHERE started_at > now() - @LatestStart AND flow = 'click-to-call' AND replica IS NULL AND ended_at IS NULL
            ORDER BY started_at
            """, new { options.Value.LatestStart }, cancellationToken: cancellation));
        return waiting.AsList();
    }

    private sealed record EarlierCall
    {
        public Guid Id { get; init; }

        public bool Same { get; init; }

        public bool Lives { get; init; }

        public bool JustNow { get; init; }

        public bool ThisMinute { get; init; }
    }
}
