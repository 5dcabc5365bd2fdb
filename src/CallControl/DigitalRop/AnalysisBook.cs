using CallControl.Crm.DigitalRop.Calls;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.DigitalRop;

/// <summary>Writes down in <c>call_analysis_requests</c> what became of each call, and in <c>call_analysis_polls</c> what is to be asked for.</summary>
internal sealed class AnalysisBook(NpgsqlDataSource database, IOptions<DigitalRopOptions> options) : IAnalysisBook
{
    // A call that the service "has already" after an answer that was lost was sent by us.
    private const string Upsert = """
        INSERT INTO call_analysis_requests AS r (enterprise_number, call_id, state, reason, manager_id, deal_id, deal_stage_id, service_call_id)
        VALUES (@enterprise, @callId, @state, @Reason, @ManagerId, @DealId, @DealStageId, @ServiceCallId)
        ON CONFLICT (call_id, enterprise_number) DO UPDATE SET state = CASE WHEN r.state = 'sent' AND excluded.state = 'known' THEN 'sent' ELSE excluded.state END,
            reason = excluded.reason, manager_id = COALESCE(excluded.manager_id, r.manager_id), deal_id = COALESCE(excluded.deal_id, r.deal_id),
            deal_stage_id = COALESCE(excluded.deal_stage_id, r.deal_stage_id), service_call_id = COALESCE(excluded.service_call_id, r.service_call_id), at = now()
        """;

    private const string Ask = """
        INSERT INTO call_analysis_polls (enterprise_number, call_id, table_id, due_at)
        SELECT @enterprise, @callId, t, now() + @FirstPoll FROM unnest(@tables) AS t
        WHERE NOT EXISTS (SELECT FROM call_analysis a WHERE a.enterprise_number = @enterprise AND a.call_id = @callId AND a.kind = 'table' AND a.subject = t)
        ON CONFLICT DO NOTHING
        """;

    public async Task NoteAsync(string enterprise, Guid callId, AnalysisNote note, CancellationToken cancellation)
    {
        var state = WordOf(note.State);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            Upsert, new { enterprise, callId, state, note.Reason, note.ManagerId, note.DealId, note.DealStageId, note.ServiceCallId }, transaction, cancellationToken: cancellation));
        if (note.Tables.Count > 0)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                Ask, new { enterprise, callId, options.Value.FirstPoll, tables = note.Tables.ToArray() }, transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
        AnalysisMetrics.Calls.Add(1, new KeyValuePair<string, object?>("state", state));
    }

    private static string WordOf(AnalysisState state) => state switch
    {
        AnalysisState.Sent => "sent",
        AnalysisState.Known => "known",
        AnalysisState.Skipped => "skipped",
        AnalysisState.Refused => "refused",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
