using CallControl.Crm.DigitalRop.Results;
using Dapper;
using Npgsql;

namespace CallControl.DigitalRop;

/// <summary>
/// Keeps results in <c>call_analysis</c>, one for each checklist and table of a call, and passes checklists on to the CRM. A result belongs to a call of the enterprise that it
/// came for, or of one that shares its account at the service, and to no other: an address that got out can't write into strangers' calls.
/// </summary>
internal sealed class ResultStore(NpgsqlDataSource database, SharedAccounts accounts, ResultComments comments, ILogger<ResultStore> logger)
{
    public const string FromWebhook = "webhook";
    public const string FromPoll = "poll";

    // Each way to a call has an index of its own, so none is joined to another by OR.
    private const string Upsert = """
        WITH found AS (
            SELECT r.call_id AS id, r.enterprise_number AS enterprise, 1 AS rank, r.at FROM call_analysis_requests r
                WHERE r.call_id = @callId AND r.enterprise_number = ANY (@enterprises)
            UNION ALL
            SELECT r.call_id, r.enterprise_number, 2, r.at FROM call_analysis_requests r WHERE r.service_call_id = @serviceCall AND r.enterprise_number = ANY (@enterprises)
            UNION ALL
            SELECT c.id, COALESCE(c.enterprise, l.enterprise), 3, c.started_at FROM calls c LEFT JOIN listings l ON l.id = c.listing_id
                WHERE c.id = @callId AND COALESCE(c.enterprise, l.enterprise) = ANY (@enterprises)
            ORDER BY rank, at DESC LIMIT 1),
        known AS (SELECT found.id, COALESCE(found.enterprise, @enterprise) AS enterprise FROM (SELECT) AS one LEFT JOIN found ON TRUE),
        stored AS (
            INSERT INTO call_analysis AS a (enterprise_number, service_call_id, call_id, kind, subject, title, manager_id, total_score, max_score, completion_percentage,
                failed_stages, result, source, service_time)
            SELECT known.enterprise, COALESCE(known.id::text, @serviceCall), known.id, @kind, @Subject, @Title, @ManagerId, @TotalScore, @MaxScore, @Percentage, @failed, @body::jsonb, @source, @at
            FROM known
            ON CONFLICT (enterprise_number, service_call_id, kind, subject) DO UPDATE SET call_id = excluded.call_id, title = excluded.title, manager_id = excluded.manager_id,
                total_score = excluded.total_score, max_score = excluded.max_score, completion_percentage = excluded.completion_percentage,
                failed_stages = excluded.failed_stages, result = excluded.result, source = excluded.source, service_time = excluded.service_time, received_at = now()
            WHERE (a.service_time IS NULL OR excluded.service_time >= a.service_time) AND a.result IS DISTINCT FROM excluded.result
            RETURNING a.id)
        SELECT known.id AS callid, known.enterprise, EXISTS (SELECT FROM stored) AS isnew FROM known
        """;

    private const string Answered = "DELETE FROM call_analysis_polls WHERE call_id = @callId AND enterprise_number = @enterprise AND table_id = @Subject";

    private const string SelectAge = "SELECT extract(epoch FROM now() - at)::float8 FROM call_analysis_requests WHERE call_id = @callId AND enterprise_number = @enterprise AND state IN ('sent', 'known')";

    public async Task<StoredResult> SaveAsync(string enterprise, AnalysisResult result, string source, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var stored = await connection.QuerySingleAsync<StoredResult>(new CommandDefinition(
            Upsert,
            new
            {
                enterprise,
                enterprises = accounts.With(enterprise),
                callId = Guid.TryParse(result.CallId, out var id) ? id : (Guid?)null,
                serviceCall = result.CallId,
                kind = WordOf(result.Kind),
                result.Subject,
                result.Title,
                result.ManagerId,
                result.TotalScore,
                result.MaxScore,
                result.Percentage,
                failed = result.FailedStages.ToArray(),
                body = result.Body.GetRawText(),
                source,
                at = result.At?.UtcDateTime,
            },
            transaction,
            cancellationToken: cancellation));
        if (stored is { CallId: { } callId, Enterprise: var owner })
        {
            if (result.Kind == ResultKind.Table)
                await connection.ExecuteAsync(new CommandDefinition(Answered, new { callId, enterprise = owner, result.Subject }, transaction, cancellationToken: cancellation));
            if (stored.IsNew)
            {
                await comments.AddAsync(connection, transaction, owner, callId, result, cancellation);
                if (await connection.ExecuteScalarAsync<double?>(new CommandDefinition(SelectAge, new { callId, enterprise = owner }, transaction, cancellationToken: cancellation)) is { } age)
                    AnalysisMetrics.ResultAge.Record(age, new KeyValuePair<string, object?>("kind", WordOf(result.Kind)));
            }
        }

        await transaction.CommitAsync(cancellation);
        Report(stored.Enterprise, result, source, stored);
        return stored;
    }

    private void Report(string enterprise, AnalysisResult result, string source, StoredResult stored)
    {
        if (!stored.IsNew)
            return;
        AnalysisMetrics.Results.Add(1, new("kind", WordOf(result.Kind)), new KeyValuePair<string, object?>("source", source));
        if (stored.CallId is { } call)
            Log.Stored(logger, enterprise, WordOf(result.Kind), result.Subject, call, source);
        else
            Log.UnknownCall(logger, enterprise, WordOf(result.Kind), result.Subject, result.CallId);
    }

    private static string WordOf(ResultKind kind) => kind == ResultKind.Checklist ? "checklist" : "table";
}
