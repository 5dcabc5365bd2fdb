using Dapper;
using Npgsql;

namespace CallControl.DigitalRop;

/// <summary>What each account at the service was told of managers and offices, in <c>call_analysis_staff</c>.</summary>
internal sealed class StaffTable(NpgsqlDataSource database)
{
    private const string Upsert = """
        INSERT INTO call_analysis_staff AS s (account, fingerprint, sent_at, problem) VALUES (@account, @fingerprint, CASE WHEN @fingerprint::text IS NULL THEN NULL ELSE now() END, @problem)
        ON CONFLICT (account) DO UPDATE SET fingerprint = COALESCE(excluded.fingerprint, s.fingerprint), sent_at = COALESCE(excluded.sent_at, s.sent_at), tried_at = now(),
            problem = excluded.problem
        """;

    /// <summary>Lets one replica at a time send what an account was not told yet.</summary>
    /// <param name="account">Which.</param>
    /// <param name="fingerprint">Of what it is to be told.</param>
    /// <param name="send">Sends; returns what was wrong, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task SendAsync(string account, string fingerprint, Func<Task<string?>> send, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var mine = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT pg_try_advisory_xact_lock(hashtext('call_analysis_staff'), hashtext(@account))", new { account }, transaction, cancellationToken: cancellation));
        if (!mine || await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "SELECT fingerprint FROM call_analysis_staff WHERE account = @account", new { account }, transaction, cancellationToken: cancellation)) == fingerprint)
            return;
        var problem = await send();
        await connection.ExecuteAsync(new CommandDefinition(
            Upsert, new { account, fingerprint = problem is null ? fingerprint : null, problem }, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }
}
