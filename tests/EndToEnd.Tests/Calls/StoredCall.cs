using CallControl.TestKit.Lab;
using CallControl.TestKit.Processes;
using Dapper;

namespace CallControl.EndToEnd.Tests.Calls;

/// <summary>What the database says of a call after it ended.</summary>
public sealed record StoredCall
{
    public required Guid Id { get; init; }

    public required string Stage { get; init; }

    public long? ListingId { get; init; }

    public string? Attribution { get; init; }

    public string? Destination { get; init; }

    public required DateTime StartedAt { get; init; }

    public DateTime? GreetedAt { get; init; }

    public DateTime? ConfirmedAt { get; init; }

    public DateTime? RingingAt { get; init; }

    public DateTime? OwnerAnsweredAt { get; init; }

    public DateTime? BridgedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    public string? EndSide { get; init; }

    public string? EndReason { get; init; }

    public int? OwnerCause { get; init; }

    public string? RecordingPath { get; init; }

    public string End => $"{EndSide}.{EndReason}";

    private const string ByCaller = """
        SELECT c.id, c.stage, c.listing_id AS ListingId, c.attribution, c.destination, c.started_at AS StartedAt, c.greeted_at AS GreetedAt,
               c.confirmed_at AS ConfirmedAt, c.ringing_at AS RingingAt, c.owner_answered_at AS OwnerAnsweredAt, c.bridged_at AS BridgedAt,
               c.ended_at AS EndedAt, c.end_side AS EndSide, c.end_reason AS EndReason, c.owner_cause AS OwnerCause, r.path AS RecordingPath
        FROM calls c LEFT JOIN recordings r ON r.call_id = c.id
        WHERE c.caller = @caller ORDER BY c.started_at DESC LIMIT 1
        """;

    /// <summary>The caller's last call, once it has ended (and its recording is saved, if that is asked for).</summary>
    public static async Task<StoredCall> OfAsync(CallControlLab lab, string caller, bool recorded = false)
    {
        StoredCall? call = null;
        await Poll.UntilAsync(
            async () =>
            {
                // Rows are written behind the calls: until all are, the last one can be that of the call before.
                if (!await IsAllWrittenAsync(lab))
                    return false;
                await using var connection = await lab.Database.OpenConnectionAsync();
                call = await connection.QuerySingleOrDefaultAsync<StoredCall>(ByCaller, new { caller });
                return call?.EndedAt is not null && (!recorded || call.RecordingPath is not null);
            },
            TimeSpan.FromSeconds(10),
            $"the call of {caller} is stored{(recorded ? " with its recording" : "")}");
        return call!;
    }

    private static async Task<bool> IsAllWrittenAsync(CallControlLab lab)
    {
        if (!lab.App.IsRunning)
            return true;
        var metrics = await lab.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        return metrics.Contains("callcontrol_backlog_depth{queue=\"journal\"} 0\n", StringComparison.Ordinal);
    }

    public static async Task<long> CountEventsAsync(CallControlLab lab, string caller, string happened)
    {
        await using var connection = await lab.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM call_events e JOIN calls c ON c.id = e.call_id WHERE c.caller = @caller AND c.ended_at IS NULL AND e.kind || ' ' || e.subject = @happened",
            new { caller, happened });
    }

    /// <summary>How often the caller's present call was taken over from a process that ended.</summary>
    public static async Task<long> TakeoversAsync(CallControlLab lab, string caller)
    {
        await using var connection = await lab.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM call_events e JOIN calls c ON c.id = e.call_id WHERE c.caller = @caller AND e.kind = 'stage' AND e.detail LIKE 'taken over%'",
            new { caller });
    }

    /// <summary>From the first of one event to the first of another.</summary>
    public static async Task<TimeSpan> TimeBetweenAsync(CallControlLab lab, Guid call, string from, string to)
    {
        await using var connection = await lab.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<TimeSpan>(
            """
            SELECT min(at) FILTER (WHERE kind || ' ' || subject = @to) - min(at) FILTER (WHERE kind || ' ' || subject = @from)
            FROM call_events WHERE call_id = @call
            """,
            new { call, from, to });
    }

    public static async Task<IReadOnlyList<string>> EventsAsync(CallControlLab lab, Guid call)
    {
        await using var connection = await lab.Database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<string>("SELECT kind || ' ' || subject FROM call_events WHERE call_id = @call ORDER BY id", new { call })];
    }
}
