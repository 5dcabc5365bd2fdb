using Dapper;
using Npgsql;

namespace CallControl.Web.Api.Calls;

/// <summary>Finds calls. Pages go by time and id, so a page costs the same wherever it is, and new calls don't shift it.</summary>
internal sealed class CallSearch(NpgsqlDataSource database)
{
    private const string Columns = """
        c.id, c.started_at, c.caller, c.dialled, c.listing_id, l.short_title, c.attribution, c.destination,
        CASE WHEN c.bridged_at IS NOT NULL THEN 'answered' WHEN c.ended_at IS NULL THEN 'live' ELSE 'missed' END AS outcome,
        c.end_side, c.end_reason, c.ended_at,
        round(extract(epoch FROM c.ended_at - c.bridged_at), 1)::float8 AS talk_seconds,
        coalesce(c.direction, 'incoming') AS direction, c.enterprise, c.extension, c.line,
        c.stage, c.flow, c.node, EXISTS (SELECT FROM recordings r WHERE r.call_id = c.id) AS recorded
        """;

    private const string From = "FROM calls c LEFT JOIN listings l ON l.id = c.listing_id";

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<CallView>> PageAsync(CallFilter filter, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var sql = $"SELECT {Columns} {From} {Where(filter)} ORDER BY c.started_at DESC, c.id DESC LIMIT {limit}";
        return [.. await connection.QueryAsync<CallView>(new CommandDefinition(sql, filter, cancellationToken: cancellationToken))];
    }

    /// <summary>All of them as they come from the database, none kept in memory.</summary>
    public async IAsyncEnumerable<CallView> StreamAsync(
        CallFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var sql = $"SELECT {Columns} {From} {Where(filter)} ORDER BY c.started_at DESC, c.id DESC";
        await foreach (var call in connection.QueryUnbufferedAsync<CallView>(sql, filter).WithCancellation(cancellationToken))
            yield return call;
    }

    /// <summary>Null when there is no such call.</summary>
    public async Task<CallDetails?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(
            $"""
            SELECT {Columns} {From} WHERE c.id = @id;
            SELECT greeted_at, confirmed_at, ringing_at, owner_answered_at, bridged_at, owner_cause FROM calls WHERE id = @id;
            SELECT at, kind, subject, detail FROM call_events WHERE call_id = @id ORDER BY at, id;
            SELECT seconds, created_at FROM recordings WHERE call_id = @id;
            SELECT enterprise_number AS enterprise, state, reason, manager_id, deal_id, deal_stage_id, at FROM call_analysis_requests WHERE call_id = @id ORDER BY enterprise_number;
            SELECT {AnalysisResultView.Columns} FROM call_analysis a WHERE a.call_id = @id ORDER BY a.received_at DESC, a.id DESC;
            """,
            new { id }, cancellationToken: cancellationToken));
        if (await results.ReadSingleOrDefaultAsync<CallView>() is not { } call)
            return null;
        var times = await results.ReadSingleAsync<CallTimes>();
        return new CallDetails(
            call, times, times.OwnerCause, [.. await results.ReadAsync<CallEventView>()], await results.ReadSingleOrDefaultAsync<CallRecordingView>())
        {
            Analysis = CallAnalysisView.Of([.. await results.ReadAsync<AnalysisRequestView>()], [.. await results.ReadAsync<AnalysisResultView>()]),
        };
    }

    // Only the conditions that are asked for, so that PostgreSQL can choose their index.
    private static string Where(CallFilter filter)
    {
        List<string> conditions = ["TRUE"];
        Add(filter.From, "c.started_at >= @From");
        Add(filter.To, "c.started_at < @To");
        Add(filter.Number, "c.dialled = @Number");
        Add(filter.ListingId, "c.listing_id = @ListingId");
        Add(filter.Caller, "c.caller = @Caller");
        Add(filter.Flow, "c.flow = @Flow");
        Add(filter.EndReason, filter.EndReason?.Contains('.', StringComparison.Ordinal) == true ? "c.end_side || '.' || c.end_reason = @EndReason" : "c.end_reason = @EndReason");
        Add(filter.After, "(c.started_at, c.id) < (SELECT started_at, id FROM calls WHERE id = @After)");
        Add(filter.Outcome, filter.Outcome switch
        {
            "answered" => "c.bridged_at IS NOT NULL",
            "live" => "c.bridged_at IS NULL AND c.ended_at IS NULL",
            _ => "c.bridged_at IS NULL AND c.ended_at IS NOT NULL",
        });
        return "WHERE " + string.Join(" AND ", conditions);

        void Add(object? value, string condition)
        {
            if (value is not null)
                conditions.Add(condition);
        }
    }
}
