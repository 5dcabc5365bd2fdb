using CallControl.TestKit.Lab;
using Dapper;

namespace CallControl.EndToEnd.Tests.Nodes;

/// <summary>Which process and which Asterisk a caller's call was on, and whether anything of it happened twice.</summary>
public sealed record NodeCall
{
    private const string Select = """
        SELECT c.id, c.node, c.replica, count(*) OVER () AS Rows,
               (SELECT count(*) FROM call_events e WHERE e.call_id = c.id AND e.kind = 'end') AS Ends,
               (SELECT count(*) FROM call_events e WHERE e.call_id = c.id AND e.kind = 'dial') AS Dials,
               (SELECT count(*) FROM call_events e WHERE e.call_id = c.id AND e.kind || e.subject = 'recordingstarted') AS Recordings
        FROM calls c WHERE c.caller = @caller ORDER BY c.started_at DESC LIMIT 1
        """;

    public Guid Id { get; init; }

    public string Node { get; init; } = "";

    public Guid Replica { get; init; }

    public long Rows { get; init; }

    public long Ends { get; init; }

    public long Dials { get; init; }

    public long Recordings { get; init; }

    public static async Task<NodeCall> OfAsync(CallControlLab lab, string caller)
    {
        await using var connection = await lab.Database.OpenConnectionAsync();
        return await connection.QuerySingleAsync<NodeCall>(Select, new { caller });
    }
}
