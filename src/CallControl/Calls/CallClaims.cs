using Dapper;
using Npgsql;

namespace CallControl.Calls;

/// <summary>Which process runs which call: the column <c>replica</c>.</summary>
internal sealed class CallClaims(NpgsqlDataSource database, Replica replica)
{
    // Asterisk is connected to this process now, so every call on it that has not ended is this process's business.
    private const string Claim = $"""
        UPDATE calls SET replica = @Replica
        WHERE node = @node AND ended_at IS NULL AND replica IS DISTINCT FROM @Replica
        RETURNING {Columns}
        """;

    private const string Take = $"UPDATE calls SET replica = @Replica, node = @node WHERE id = @id AND replica IS NULL AND ended_at IS NULL RETURNING {Columns}";

    private const string Columns = """
        id, node, flow, stage, caller, dialled, listing_id, alternative_listing_id, attribution, caller_channel, owner_channel, destination,
            started_at, greeted_at, confirmed_at, ringing_at, owner_answered_at, bridged_at, owner_cause, replica, memory, serial, recorded,
            coalesce(direction, 'incoming') AS direction, enterprise, extension, line
        """;

    private const string Known = "SELECT caller_channel FROM calls WHERE caller_channel = ANY(@channels) AND started_at > now() - interval '2 days'";

    private const string Lost = "SELECT id FROM calls WHERE id = ANY(@ids) AND replica <> @Replica";

    /// <summary>Makes the calls on a node that another process ran this one's, and returns them.</summary>
    public async Task<IReadOnlyList<CallRow>> ClaimAsync(string node, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<CallRow>(new CommandDefinition(Claim, new { node, Replica = replica.Id }, cancellationToken: cancellationToken));
        return rows.AsList();
    }

    /// <summary>Makes a call that nobody runs yet this process's, on one of its nodes.</summary>
    /// <returns>Null when another process was quicker, or the call was withdrawn.</returns>
    public async Task<CallRow?> TakeAsync(Guid id, string node, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<CallRow>(new CommandDefinition(Take, new { id, node, Replica = replica.Id }, cancellationToken: cancellationToken));
    }

    /// <summary>Which of these channels have been callers already, in calls that have ended as far as we know.</summary>
    public async Task<IReadOnlySet<string>> FindKnownAsync(string[] channels, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var known = await connection.QueryAsync<string>(new CommandDefinition(Known, new { channels }, cancellationToken: cancellationToken));
        return known.ToHashSet();
    }

    /// <summary>Which of these calls another process has taken.</summary>
    public async Task<IReadOnlySet<Guid>> FindLostAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var lost = await connection.QueryAsync<Guid>(new CommandDefinition(Lost, new { ids, Replica = replica.Id }, cancellationToken: cancellationToken));
        return lost.ToHashSet();
    }
}
