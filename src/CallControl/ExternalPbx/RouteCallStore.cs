using CallControl.Crm.Contracts;
using CallControl.Numbers;
using Dapper;
using Npgsql;

namespace CallControl.ExternalPbx;

/// <summary>Writes down that another PBX was told where a call goes. That is all we ever learn of the call, so its row ends there.</summary>
internal sealed class RouteCallStore(NpgsqlDataSource database)
{
    public const string Flow = "route-call";

    private const string Insert = """
        INSERT INTO calls (id, node, flow, stage, caller, dialled, listing_id, attribution, caller_channel, destination, started_at, ended_at, end_side, end_reason)
        SELECT @Id, 'external', 'route-call', 'routed', @Caller, @Dialled, @ListingId, @Attribution, @CallerChannel, @Destination, @At, @At, 'system', @EndReason
        WHERE NOT EXISTS (SELECT FROM calls WHERE flow = 'route-call' AND dialled = @Dialled AND caller = @Caller AND started_at > @RepeatedAfter::timestamptz)
        ON CONFLICT (id) DO NOTHING
        """;

    private const string InsertEvent = """
        INSERT INTO call_events (call_id, at, kind, subject, detail) VALUES (@Id, @At, 'route', @EndReason, @Attribution)
        """;

    /// <returns>False when it is written already.</returns>
    public async Task<bool> WriteAsync(RoutedCall call, PhoneNumber? caller, PhoneNumber? dialled, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Two questions about one call at once: the second waits, and sees the first.
        await connection.ExecuteAsync(
            new CommandDefinition("SELECT pg_advisory_xact_lock(7002, hashtext(@key))", new { key = call.Caller + ">" + call.Dialled }, transaction, cancellationToken: cancellationToken));
        if (await connection.ExecuteAsync(new CommandDefinition(Insert, call, transaction, cancellationToken: cancellationToken)) == 0)
            return false;
        await connection.ExecuteAsync(new CommandDefinition(InsertEvent, call, transaction, cancellationToken: cancellationToken));
        if (call.ListingId is { } listing && dialled is { } number && !ExternalAttribution.IsStranger(call.Attribution))
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            batch.BatchCommands.Add(CallTracking.MarkCalled(number, listing, caller, call.Id, call.At));
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
