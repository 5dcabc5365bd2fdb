using Dapper;
using Npgsql;

namespace CallControl.Cdr;

/// <summary>How far the files have been read: table <c>cdr_positions</c>.</summary>
internal sealed class CdrPositions(NpgsqlDataSource database)
{
    public async Task<CdrPosition?> FindAsync(string node, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var found = await connection.QuerySingleOrDefaultAsync<(string Mark, long Offset)?>(new CommandDefinition(
            "SELECT mark, position FROM cdr_positions WHERE node = @node", new { node }, cancellationToken: cancellationToken));
        return found is { } position ? new CdrPosition(position.Mark, position.Offset) : null;
    }

    public async Task SaveAsync(string node, CdrPosition position, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO cdr_positions (node, mark, position) VALUES (@node, @Mark, @Offset)
            ON CONFLICT (node) DO UPDATE SET mark = excluded.mark, position = excluded.position, updated_at = now()
            """, new { node, position.Mark, position.Offset }, cancellationToken: cancellationToken));
    }
}
