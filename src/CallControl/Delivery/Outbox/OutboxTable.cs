using System.Text.Json;
using CallControl.Crm.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace CallControl.Delivery.Outbox;

/// <summary>Takes events out of <c>crm_outbox</c> and says what became of them. A worker is known by an id, so that one whose lease ran out can't undo what another did.</summary>
internal sealed class OutboxTable(NpgsqlDataSource database)
{
    private const string FinishSql = """
        UPDATE crm_outbox o SET state = r.state, due_at = now() + r.wait, last_error = r.error, worker = NULL, leased_until = NULL,
            done_at = CASE WHEN r.state = 'waiting' THEN NULL ELSE now() END
        FROM unnest($1, $2, $3, $4) AS r (id, state, wait, error)
        WHERE o.id = r.id AND o.worker = $5
        """;

    // Of each call only the first that waits: the next is not taken before it is done, whoever has it.
    private const string TakeSql = """
        UPDATE crm_outbox SET worker = $4, leased_until = now() + $5, attempts = attempts + 1
        WHERE id IN (
            SELECT o.id FROM crm_outbox o
            WHERE o.enterprise_number = $1 AND o.integration_type = $2 AND o.state = 'waiting' AND o.due_at <= now()
              AND (o.leased_until IS NULL OR o.leased_until < now())
              AND NOT EXISTS (
                SELECT 1 FROM crm_outbox p
                WHERE p.call_id = o.call_id AND p.enterprise_number = o.enterprise_number AND p.integration_type = o.integration_type
                  AND p.state = 'waiting' AND p.id < o.id)
            ORDER BY o.priority, o.id LIMIT $3 FOR UPDATE OF o SKIP LOCKED)
        RETURNING id, payload, call_id, kind, attempts
        """;

    private const string BusySql = """
        SELECT a.n FROM unnest($1, $2) WITH ORDINALITY AS a (enterprise, integration, n)
        WHERE EXISTS (
            SELECT 1 FROM crm_outbox o WHERE o.enterprise_number = a.enterprise AND o.integration_type = a.integration AND o.state = 'waiting'
              AND o.due_at <= now() AND (o.leased_until IS NULL OR o.leased_until < now()))
        """;

    /// <summary>Says what became of some events and takes others, in one transaction and one round trip.</summary>
    public async Task<IReadOnlyList<OutboxEvent>> ExchangeAsync(
        Guid worker, string enterprise, string integration, IReadOnlyList<OutboxResult> results, int count, TimeSpan lease, CancellationToken cancellation)
    {
        if (results.Count == 0 && count <= 0)
            return [];
        await using var batch = database.CreateBatch();
        if (results.Count > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(FinishSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<long[]> { TypedValue = [.. results.Select(result => result.Id)] },
                    new NpgsqlParameter<string[]> { TypedValue = [.. results.Select(result => result.State)] },
                    new NpgsqlParameter<TimeSpan[]> { TypedValue = [.. results.Select(result => result.Wait)] },
                    new NpgsqlParameter { Value = results.Select(result => result.Error).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                    new NpgsqlParameter<Guid> { TypedValue = worker },
                },
            });
        }

        if (count > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(TakeSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<string> { TypedValue = enterprise },
                    new NpgsqlParameter<string> { TypedValue = integration },
                    new NpgsqlParameter<int> { TypedValue = count },
                    new NpgsqlParameter<Guid> { TypedValue = worker },
                    new NpgsqlParameter<TimeSpan> { TypedValue = lease },
                },
            });
        }

        List<OutboxEvent> taken = [];
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        do
        {
            while (await reader.ReadAsync(cancellation))
                taken.Add(new OutboxEvent(reader.GetInt64(0), Read(reader.GetString(1)), reader.GetGuid(2), reader.GetString(3), reader.GetInt32(4)));
        }
        while (await reader.NextResultAsync(cancellation));

        return taken;
    }

    /// <summary>Those of the accounts for which something can be done now.</summary>
    public async Task<IReadOnlyList<(string Enterprise, string Integration)>> BusyAsync(
        IReadOnlyList<(string Enterprise, string Integration)> accounts, CancellationToken cancellation)
    {
        if (accounts.Count == 0)
            return [];
        await using var command = database.CreateCommand(BusySql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. accounts.Select(account => account.Enterprise)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. accounts.Select(account => account.Integration)] });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<(string, string)> busy = [];
        while (await reader.ReadAsync(cancellation))
            busy.Add(accounts[(int)reader.GetInt64(0) - 1]);
        return busy;
    }

    private static CrmEvent? Read(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<CrmEvent>(payload, OutboxSql.Json);
        }
        catch (Exception e) when (e is JsonException or FormatException or NotSupportedException)
        {
            return null;
        }
    }
}
