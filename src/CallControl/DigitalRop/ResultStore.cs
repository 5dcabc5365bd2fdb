using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop;
using CallControl.Crm.DigitalRop.Results;
using CallControl.Delivery;
using CallControl.Delivery.Outbox;
using CallControl.Enterprises;
using Dapper;
using Npgsql;

namespace CallControl.DigitalRop;

/// <summary>
/// Keeps results in <c>call_analysis</c>, one for each checklist and table of a call, and passes checklists on to the CRM. A result belongs to a call of the enterprise that it
/// came for, and to no other: an address that got out can't write into strangers' calls.
/// </summary>
internal sealed class ResultStore(NpgsqlDataSource database, EnterpriseDirectory directory, OutboxSql outbox, TimeProvider time, ILogger<ResultStore> logger)
{
    public const string FromWebhook = "webhook";
    public const string FromPoll = "poll";

    private const string Upsert = """
        WITH known AS (
            SELECT COALESCE(
                (SELECT r.call_id FROM call_analysis_requests r
                    WHERE r.enterprise_number = @enterprise AND (r.call_id = @callId OR r.service_call_id = @serviceCall) ORDER BY r.at DESC LIMIT 1),
                (SELECT c.id FROM calls c LEFT JOIN listings l ON l.id = c.listing_id WHERE c.id = @callId AND COALESCE(c.enterprise, l.enterprise) = @enterprise)) AS id),
        stored AS (
            INSERT INTO call_analysis AS a (enterprise_number, service_call_id, call_id, kind, subject, title, manager_id, total_score, max_score, completion_percentage,
                failed_stages, result, source, service_time)
            SELECT @enterprise, COALESCE(known.id::text, @serviceCall), known.id, @kind, @Subject, @Title, @ManagerId, @TotalScore, @MaxScore, @Percentage, @failed, @body::jsonb, @source, @at
            FROM known
            ON CONFLICT (enterprise_number, service_call_id, kind, subject) DO UPDATE SET call_id = excluded.call_id, title = excluded.title, manager_id = excluded.manager_id,
                total_score = excluded.total_score, max_score = excluded.max_score, completion_percentage = excluded.completion_percentage,
                failed_stages = excluded.failed_stages, result = excluded.result, source = excluded.source, service_time = excluded.service_time, received_at = now()
            WHERE (a.service_time IS NULL OR excluded.service_time >= a.service_time) AND a.result IS DISTINCT FROM excluded.result
            RETURNING a.id)
        SELECT known.id AS callid, EXISTS (SELECT FROM stored) AS isnew FROM known
        """;

    private const string Answered = "DELETE FROM call_analysis_polls WHERE call_id = @callId AND enterprise_number = @enterprise AND table_id = @Subject";

    private const string SelectAge = "SELECT extract(epoch FROM now() - at)::float8 FROM call_analysis_requests WHERE call_id = @callId AND enterprise_number = @enterprise AND state IN ('sent', 'known')";

    private const string SelectCall = """
        SELECT caller, dialled, started_at AS startedat, COALESCE(direction, 'incoming') AS direction, line FROM calls WHERE id = @callId
        """;

    private const string Commented = """
        UPDATE call_analysis SET commented_at = now() WHERE enterprise_number = @enterprise AND call_id = @callId AND kind = 'checklist' AND subject = @Subject
        """;

    // The row that was kept under the service's own word for the call keeps it, when there is one under ours already.
    private const string Join = """
        UPDATE call_analysis a SET call_id = f.call_id FROM (
            SELECT a.id, COALESCE(r.call_id, c.id) AS call_id FROM call_analysis a
            LEFT JOIN call_analysis_requests r ON r.enterprise_number = a.enterprise_number AND (r.call_id::text = lower(a.service_call_id) OR r.service_call_id = a.service_call_id)
            LEFT JOIN calls c ON c.id::text = lower(a.service_call_id)
            LEFT JOIN listings l ON l.id = c.listing_id
            WHERE a.call_id IS NULL AND (r.call_id IS NOT NULL OR COALESCE(c.enterprise, l.enterprise) = a.enterprise_number)
            LIMIT 500) f
        WHERE a.id = f.id AND a.call_id IS NULL
        RETURNING a.enterprise_number AS enterprise, a.call_id AS callid, a.result::text AS result
        """;

    public async Task<StoredResult> SaveAsync(string enterprise, AnalysisResult result, string source, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var stored = await connection.QuerySingleAsync<StoredResult>(new CommandDefinition(
            Upsert,
            new
            {
                enterprise,
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
        if (stored.CallId is { } callId)
        {
            if (result.Kind == ResultKind.Table)
                await connection.ExecuteAsync(new CommandDefinition(Answered, new { callId, enterprise, result.Subject }, transaction, cancellationToken: cancellation));
            if (stored.IsNew)
            {
                await CommentAsync(connection, transaction, enterprise, callId, result, cancellation);
                if (await connection.ExecuteScalarAsync<double?>(new CommandDefinition(SelectAge, new { callId, enterprise }, transaction, cancellationToken: cancellation)) is { } age)
                    AnalysisMetrics.ResultAge.Record(age, new KeyValuePair<string, object?>("kind", WordOf(result.Kind)));
            }
        }

        await transaction.CommitAsync(cancellation);
        Report(enterprise, result, source, stored);
        return stored;
    }

    /// <summary>Gives results that came before their call to it.</summary>
    /// <returns>How many.</returns>
    public async Task<int> JoinAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var joined = (await connection.QueryAsync<JoinedRow>(new CommandDefinition(Join, transaction: transaction, cancellationToken: cancellation))).AsList();
        foreach (var row in joined)
        {
            if (ResultReader.ReadWebhook(System.Text.Json.JsonElement.Parse(row.Result)).Result is { } result)
                await CommentAsync(connection, transaction, row.Enterprise, row.CallId, result, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        if (joined.Count > 0)
            Log.Joined(logger, joined.Count);
        return joined.Count;
    }

    /// <summary>Through the outbox, in the same transaction: told once, after the call's own events, and again until the CRM has it.</summary>
    private async Task CommentAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string enterprise, Guid callId, AnalysisResult result, CancellationToken cancellation)
    {
        if (directory.Find(enterprise) is not { } known || !DigitalRopVendor.CommentsToCrm(IntegrationSettings.Of(known, DigitalRopVendor.Word)) || ResultText.Of(result) is not { } text)
            return;
        var row = await connection.QuerySingleOrDefaultAsync<CallRowView>(new CommandDefinition(SelectCall, new { callId }, transaction, cancellationToken: cancellation));
        if (row is null)
            return; // not a call of this program: no CRM has its record by this id
        var analysed = new CallAnalysed(EventKey.Of(callId, $"analysed {result.Subject} {result.At:O} {text}"), CallOf(callId, enterprise, row), time.GetUtcNow(), Recovered: false, text);
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { outbox.Command(new OutboxEntry(analysed)) } };
        await batch.ExecuteNonQueryAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Commented, new { enterprise, callId, result.Subject }, transaction, cancellationToken: cancellation));
    }

    private static CrmCall CallOf(Guid id, string enterprise, CallRowView row)
    {
        var startedAt = new DateTimeOffset(DateTime.SpecifyKind(row.StartedAt, DateTimeKind.Utc));
        return OutgoingCall.IsOutgoing(row.Direction)
            ? OutgoingCall.Of(id, enterprise, row.Dialled, row.Line, startedAt)!
            : new CrmCall(
                id, enterprise, CallDirection.Incoming, PhoneNumber.TryParse(row.Caller, out var client) ? client : null,
                PhoneNumber.TryParse(row.Dialled, out var line) ? line : default, startedAt);
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

    private sealed class CallRowView
    {
        public string? Caller { get; set; }

        public string Dialled { get; set; } = "";

        public DateTime StartedAt { get; set; }

        public string Direction { get; set; } = "";

        public string? Line { get; set; }
    }

    private sealed class JoinedRow
    {
        public string Enterprise { get; set; } = "";

        public Guid CallId { get; set; }

        public string Result { get; set; } = "";
    }
}
