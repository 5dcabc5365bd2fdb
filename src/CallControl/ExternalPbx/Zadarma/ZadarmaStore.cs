using CallControl.Crm.Contracts;
using CallControl.Numbers;
using Dapper;
using Npgsql;

namespace CallControl.ExternalPbx.Zadarma;

/// <summary>
/// Adds what a webhook tells to its call. Webhooks are repeated and overtake each other, so every statement here gives the same row in
/// whatever order and however often it runs: what is known stays, what was missing is filled in.
/// </summary>
internal sealed class ZadarmaStore(NpgsqlDataSource database)
{
    public const string Incoming = "zadarma";
    public const string Outgoing = "zadarma-out";

    private const string InsertEvent = """
        INSERT INTO call_events (call_id, at, kind, subject, detail) VALUES (@Id, @at, 'webhook', @subject, @detail) ON CONFLICT DO NOTHING
        """;

    private const string Upsert = """
        INSERT INTO calls (id, node, flow, stage, caller, dialled, listing_id, attribution, caller_channel, destination, started_at, greeted_at, confirmed_at,
                           ringing_at, owner_answered_at, bridged_at, ended_at, end_side, end_reason, owner_cause)
        VALUES (@Id, 'zadarma', @Flow, @Stage, @Caller, @Dialled, @ListingId, @Attribution, @CallerChannel, @Destination, @StartedAt, @GreetedAt, @ConfirmedAt,
                @RingingAt, @OwnerAnsweredAt, @BridgedAt, @EndedAt, @EndSide, @EndReason, @OwnerCause)
        ON CONFLICT (id) DO UPDATE SET
            stage = CASE WHEN array_position(@stages, excluded.stage) > array_position(@stages, calls.stage) THEN excluded.stage ELSE calls.stage END,
            caller = COALESCE(calls.caller, excluded.caller),
            dialled = CASE WHEN calls.dialled = '' THEN excluded.dialled ELSE calls.dialled END,
            listing_id = COALESCE(calls.listing_id, excluded.listing_id),
            attribution = COALESCE(calls.attribution, excluded.attribution),
            destination = COALESCE(calls.destination, excluded.destination),
            started_at = LEAST(calls.started_at, excluded.started_at),
            greeted_at = COALESCE(calls.greeted_at, excluded.greeted_at),
            confirmed_at = COALESCE(calls.confirmed_at, excluded.confirmed_at),
            ringing_at = COALESCE(calls.ringing_at, excluded.ringing_at),
            owner_answered_at = COALESCE(calls.owner_answered_at, excluded.owner_answered_at),
            bridged_at = COALESCE(calls.bridged_at, excluded.bridged_at),
            ended_at = COALESCE(calls.ended_at, excluded.ended_at),
            end_side = COALESCE(calls.end_side, excluded.end_side),
            end_reason = COALESCE(calls.end_reason, excluded.end_reason),
            owner_cause = COALESCE(calls.owner_cause, excluded.owner_cause)
        """;

    private const string Known = """
        SELECT (SELECT listing_id FROM calls WHERE id = @id) AS listing_id,
               (SELECT attribution FROM calls WHERE id = @id) AS attribution,
               EXISTS (SELECT FROM calls WHERE id = @id AND ended_at IS NOT NULL) AS ended,
               (SELECT count(*) FROM call_events WHERE call_id = @id AND kind = 'webhook' AND subject = 'NOTIFY_IVR') AS answers
        """;

    private static readonly string[] Stages = ["new", "greeting", "announcing", "ringing", "talking"];

    public async Task<ZadarmaKnown> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<ZadarmaKnown>(new CommandDefinition(Known, new { id }, cancellationToken: cancellationToken));
    }

    /// <returns>False when this very webhook was here before; then nothing is changed.</returns>
    public async Task<bool> WriteAsync(
        ZadarmaCallState state, ZadarmaWebhook webhook, DateTime at, PhoneNumber? caller, PhoneNumber? dialled, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // The event's row is the lock as well: its twin waits for this transaction.
        var isNew = await connection.ExecuteAsync(new CommandDefinition(
            InsertEvent, new { state.Id, at, subject = webhook.Event, detail = webhook.Detail }, transaction, cancellationToken: cancellationToken)) > 0;
        if (!isNew)
            return false;

        var parameters = new DynamicParameters(state);
        parameters.Add("stages", Stages);
        await connection.ExecuteAsync(new CommandDefinition(Upsert, parameters, transaction, cancellationToken: cancellationToken));
        var isHis = state.ConfirmedAt is not null || !ExternalAttribution.IsStranger(state.Attribution);
        if (isHis && state.ListingId is { } listing && dialled is { } number)
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            batch.BatchCommands.Add(CallTracking.MarkCalled(number, listing, caller, state.Id, new DateTimeOffset(state.StartedAt, TimeSpan.Zero)));
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
