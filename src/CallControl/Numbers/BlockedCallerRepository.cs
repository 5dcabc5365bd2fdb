using CallControl.Crm.Contracts;
using Dapper;
using Npgsql;

namespace CallControl.Numbers;

/// <summary>The block list of callers. It is read with every call's attribution, so a change holds from the next call on.</summary>
internal sealed class BlockedCallerRepository(NpgsqlDataSource database)
{
    /// <summary>A page of the list, in the order of digits.</summary>
    public async Task<IReadOnlyList<BlockedCaller>> PageAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<BlockedCaller>(new CommandDefinition(
            "SELECT phone, reason, created_at FROM blocked_callers WHERE @after::text IS NULL OR phone > @after ORDER BY phone LIMIT @limit",
            new { after, limit }, cancellationToken: cancellationToken))];
    }

    /// <summary>Blocks a caller; one who is blocked already gets the new reason.</summary>
    /// <returns>The caller, and whether he is new to the list.</returns>
    public async Task<(BlockedCaller Caller, bool IsNew)> BlockAsync(PhoneNumber phone, string? reason, CancellationToken cancellationToken)
    {
        // xmax is 0 in a row that no UPDATE has touched
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (createdAt, isNew) = await connection.QuerySingleAsync<(DateTime, bool)>(new CommandDefinition(
            """
            INSERT INTO blocked_callers (phone, reason) VALUES (@phone, @reason)
            ON CONFLICT (phone) DO UPDATE SET reason = excluded.reason
            RETURNING created_at, xmax = 0
            """,
            new { phone = phone.ToString(), reason }, cancellationToken: cancellationToken));
        return (new BlockedCaller { Phone = phone.ToString(), Reason = reason, CreatedAt = createdAt }, isNew);
    }

    /// <returns>False when he was not blocked.</returns>
    public async Task<bool> UnblockAsync(PhoneNumber phone, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM blocked_callers WHERE phone = @phone", new { phone = phone.ToString() }, cancellationToken: cancellationToken)) > 0;
    }
}
