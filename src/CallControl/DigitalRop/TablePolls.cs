using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.DigitalRop;

/// <summary>Which tables are to be asked for now. Who takes one puts its next time off, more and more, so that replicas share them and a dead one loses none.</summary>
internal sealed class TablePolls(NpgsqlDataSource database, IOptions<DigitalRopOptions> options)
{
    private const int AtATime = 20;

    private const string Take = """
        UPDATE call_analysis_polls p SET attempts = p.attempts + 1, due_at = now() + LEAST(@LongestPoll, @FirstPoll * power(2, LEAST(p.attempts + 1, 20)))
        FROM (SELECT ctid FROM call_analysis_polls WHERE due_at <= now() ORDER BY due_at LIMIT @AtATime FOR UPDATE SKIP LOCKED) due
        WHERE p.ctid = due.ctid
        RETURNING p.enterprise_number AS enterprise, p.call_id AS callid, p.table_id AS tableid, p.attempts,
            (SELECT r.service_call_id FROM call_analysis_requests r WHERE r.call_id = p.call_id AND r.enterprise_number = p.enterprise_number) AS servicecallid
        """;

    private const string GiveUp = "DELETE FROM call_analysis_polls WHERE created_at < now() - @GiveUpPolling";

    public async Task<IReadOnlyList<TablePoll>> TakeAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<TablePoll>(new CommandDefinition(
            Take, new { options.Value.FirstPoll, options.Value.LongestPoll, AtATime }, cancellationToken: cancellation))];
    }

    /// <returns>How many.</returns>
    public async Task<int> GiveUpAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(GiveUp, new { options.Value.GiveUpPolling }, cancellationToken: cancellation));
    }
}
