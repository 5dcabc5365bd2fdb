using CallControl.Crm.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace CallControl.Numbers;

/// <summary>Writes into <c>call_tracking</c> that a shown number was called; for the batch that stores the call itself.</summary>
internal static class CallTracking
{
    /// <summary>
    /// $1 = virtual number, $2 = listing, $3 = caller or null, $4 = call, $5 = when. Safe to repeat for the same call.
    /// The site never learns its visitor's phone, so the row is a guess: one that is already known to be this caller's, else the latest shown
    /// and not called yet. A caller who was not shown the number since his last call is calling from memory: he gets a row of his own and
    /// leaves the rows of other visitors alone.
    /// </summary>
    public const string MarkCalledSql = """
        WITH shown AS (
            SELECT t.id
            FROM call_tracking t
            WHERE t.virtual_number = $1 AND t.listing_id = $2 AND t.called_at IS NULL
              AND (t.client_phone IS NULL OR t.client_phone = $3)
              AND NOT EXISTS (SELECT FROM call_tracking c WHERE c.call_id = $4)
              AND NOT EXISTS (SELECT FROM call_tracking c
                              WHERE c.virtual_number = $1 AND c.listing_id = $2 AND c.client_phone = $3 AND c.called_at >= t.shown_at)
            ORDER BY t.client_phone IS NOT NULL DESC, t.shown_at DESC, t.id DESC
            LIMIT 1
            FOR UPDATE SKIP LOCKED
        ),
        called AS (
            UPDATE call_tracking t
            SET called_at = $5, client_phone = COALESCE($3, t.client_phone), call_id = $4
            FROM shown
            WHERE t.id = shown.id
            RETURNING t.id
        )
        INSERT INTO call_tracking (virtual_number, listing_id, client_phone, shown_at, called_at, call_id)
        SELECT $1, $2, $3, $5, $5, $4
        WHERE NOT EXISTS (SELECT FROM called)
        ON CONFLICT (call_id) WHERE call_id IS NOT NULL DO NOTHING
        """;

    /// <inheritdoc cref="MarkCalledSql"/>
    public static NpgsqlBatchCommand MarkCalled(PhoneNumber dialled, long listingId, PhoneNumber? caller, Guid callId, DateTimeOffset calledAt) =>
        new(MarkCalledSql)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = dialled.ToString() },
                new NpgsqlParameter<long> { TypedValue = listingId },
                new NpgsqlParameter { Value = (object?)caller?.ToString() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new NpgsqlParameter<Guid> { TypedValue = callId },
                new NpgsqlParameter<DateTime> { TypedValue = calledAt.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            },
        };
}
