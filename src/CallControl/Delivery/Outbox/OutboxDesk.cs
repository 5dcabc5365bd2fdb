using Dapper;
using Npgsql;

namespace CallControl.Delivery.Outbox;

/// <summary>For people: what waits, what was set aside, and telling it again.</summary>
internal sealed class OutboxDesk(NpgsqlDataSource database, DeliveryService delivery)
{
    private const string Select = """
        SELECT id, enterprise_number AS enterprise, integration_type AS integration, call_id AS callid, kind, at, recovered, state, attempts, due_at AS dueat,
               last_error AS lasterror, created_at AS createdat, done_at AS doneat
        FROM crm_outbox
        WHERE (@before::bigint IS NULL OR id < @before) AND (@state::text IS NULL OR state = @state)
          AND (@enterprise::text IS NULL OR enterprise_number = @enterprise) AND (@integration::text IS NULL OR integration_type = @integration)
          AND (@callId::uuid IS NULL OR call_id = @callId)
        ORDER BY id DESC LIMIT @limit
        """;

    private const string Revive = """
        UPDATE crm_outbox SET state = 'waiting', due_at = now(), attempts = 0, done_at = NULL
        WHERE state = 'dead' AND (@id::bigint IS NULL OR id = @id)
          AND (@enterprise::text IS NULL OR enterprise_number = @enterprise) AND (@integration::text IS NULL OR integration_type = @integration)
        """;

    private const string CountSql = """
        SELECT enterprise_number AS enterprise, integration_type AS integration, count(*) FILTER (WHERE state = 'waiting') AS waiting,
               count(*) FILTER (WHERE state = 'dead') AS dead, min(created_at) FILTER (WHERE state = 'waiting') AS oldest
        FROM crm_outbox WHERE state IN ('waiting', 'dead') GROUP BY 1, 2 ORDER BY 1, 2
        """;

    public async Task<IReadOnlyList<OutboxView>> PageAsync(
        long? before, string? state, string? enterprise, string? integration, Guid? callId, int limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<OutboxView>(new CommandDefinition(
            Select, new { before, state, enterprise, integration, callId, limit }, cancellationToken: cancellation))];
    }

    public async Task<IReadOnlyList<OutboxCount>> CountAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<OutboxCount>(new CommandDefinition(CountSql, cancellationToken: cancellation))];
    }

    /// <summary>Dead events wait again, as if new.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ReplayAsync(long? id, string? enterprise, string? integration, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var revived = await connection.ExecuteAsync(new CommandDefinition(Revive, new { id, enterprise, integration }, cancellationToken: cancellation));
        if (revived > 0)
            delivery.Wake();
        return revived;
    }
}
