using System.Text.Json;
using CallControl.Crm.DigitalRop.Results;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.DigitalRop;

/// <summary>Gives results that came before their call to it. They take our id of the call then, so that the same result that comes again is found.</summary>
internal sealed class ResultJoin(
    NpgsqlDataSource database, SharedAccounts accounts, ResultComments comments, IOptions<DigitalRopOptions> options, ILogger<ResultJoin> logger)
{
    private const int AtATime = 500;

    // From each young unknown result by index to its call, never over all calls. Only a uuid can be an id of ours.
    private const string Find = """
        WITH account AS (SELECT number, key FROM unnest(@numbers, @keys) AS a (number, key)),
        unknown AS MATERIALIZED (
            SELECT id, enterprise_number, service_call_id,
                CASE WHEN service_call_id ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' THEN service_call_id::uuid END AS ours
            FROM call_analysis WHERE call_id IS NULL AND received_at > now() - @JoinWithin)
        SELECT u.id, f.call_id AS callid, f.enterprise FROM unknown u
        JOIN account mine ON mine.number = u.enterprise_number
        CROSS JOIN LATERAL (
            SELECT r.call_id, r.enterprise_number AS enterprise, 1 AS rank, r.at FROM call_analysis_requests r JOIN account o ON o.number = r.enterprise_number AND o.key = mine.key
                WHERE r.call_id = u.ours
            UNION ALL
            SELECT r.call_id, r.enterprise_number, 2, r.at FROM account o JOIN call_analysis_requests r ON r.enterprise_number = o.number AND r.service_call_id = u.service_call_id
                WHERE o.key = mine.key
            UNION ALL
            SELECT c.id, o.number, 3, c.started_at FROM calls c LEFT JOIN listings l ON l.id = c.listing_id
                JOIN account o ON o.number = COALESCE(c.enterprise, l.enterprise) AND o.key = mine.key WHERE c.id = u.ours
            ORDER BY rank, at DESC LIMIT 1) f
        LIMIT @AtATime
        """;

    // There may be one under our id already: the later of the two stays.
    private const string DropOlder = """
        DELETE FROM call_analysis b USING call_analysis a
        WHERE a.id = @Id AND a.call_id IS NULL AND b.id <> a.id AND b.enterprise_number = @Enterprise AND b.service_call_id = @word AND b.kind = a.kind AND b.subject = a.subject
            AND (b.service_time IS NULL OR b.service_time < a.service_time)
        """;

    private const string Give = """
        UPDATE call_analysis a SET call_id = @CallId, enterprise_number = @Enterprise, service_call_id = @word
        WHERE a.id = @Id AND a.call_id IS NULL AND NOT EXISTS (
            SELECT FROM call_analysis b
            WHERE b.id <> a.id AND b.enterprise_number = @Enterprise AND b.service_call_id = @word AND b.kind = a.kind AND b.subject = a.subject)
        RETURNING a.result::text
        """;

    private const string Drop = "DELETE FROM call_analysis WHERE id = @Id AND call_id IS NULL";

    /// <returns>How many found their call.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var all = accounts.All;
        var found = (await connection.QueryAsync<Found>(new CommandDefinition(
            Find,
            new { numbers = all.Select(one => one.Enterprise).ToArray(), keys = all.Select(one => one.Account).ToArray(), options.Value.JoinWithin, AtATime },
            transaction, cancellationToken: cancellation))).AsList();
        foreach (var one in found)
            await GiveAsync(connection, transaction, one, cancellation);
        await transaction.CommitAsync(cancellation);
        if (found.Count > 0)
            Log.Joined(logger, found.Count);
        return found.Count;
    }

    private async Task GiveAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Found one, CancellationToken cancellation)
    {
        var names = new { one.Id, one.CallId, one.Enterprise, word = one.CallId.ToString() };
        await connection.ExecuteAsync(new CommandDefinition(DropOlder, names, transaction, cancellationToken: cancellation));
        if (await connection.ExecuteScalarAsync<string?>(new CommandDefinition(Give, names, transaction, cancellationToken: cancellation)) is not { } body)
            await connection.ExecuteAsync(new CommandDefinition(Drop, names, transaction, cancellationToken: cancellation));
        else if (ResultReader.ReadWebhook(JsonElement.Parse(body)).Result is { } result)
            await comments.AddAsync(connection, transaction, one.Enterprise, one.CallId, result, cancellation);
    }

    private sealed class Found
    {
        public long Id { get; set; }

        public Guid CallId { get; set; }

        public string Enterprise { get; set; } = "";
    }
}
