using CallControl.TestKit.Lab;
using CallControl.TestKit.Processes;
using Dapper;
using Spectre.Console;

namespace CallControl.Demo;

/// <summary>The call as the database keeps it: its row, what happened in it and when, and its recording.</summary>
internal sealed class CallReport
{
    private readonly IReadOnlyDictionary<string, object?> _row;

    private CallReport(IReadOnlyDictionary<string, object?> row) => _row = row;

    /// <summary>The caller's last call, once it has ended and its recording is saved.</summary>
    public static async Task<CallReport> ReadAsync(CallControlLab lab, string caller)
    {
        const string sql = """
            SELECT c.*, r.path AS recording, round(r.seconds::numeric, 1) AS recording_seconds
            FROM calls c JOIN recordings r ON r.call_id = c.id
            WHERE c.caller = @caller AND c.ended_at IS NOT NULL AND c.started_at = (SELECT max(started_at) FROM calls WHERE caller = @caller)
            """;
        object? row = null;
        await Poll.UntilAsync(
            async () =>
            {
                await using var connection = await lab.Database.OpenConnectionAsync();
                row = await connection.QuerySingleOrDefaultAsync(sql, new { caller });
                return row is not null;
            },
            TimeSpan.FromSeconds(20),
            "the call and its recording are stored");
        return new CallReport(((IDictionary<string, object?>)row!).ToDictionary());
    }

    public async Task PrintAsync(CallControlLab lab)
    {
        await using var connection = await lab.Database.OpenConnectionAsync();
        var events = await connection.QueryAsync<(DateTime At, string Kind, string Subject, string? Detail)>(
            "SELECT at, kind, subject, detail FROM call_events WHERE call_id = @id ORDER BY at, id", new { id = _row["id"] });
        PrintTimeline([.. events]);
        PrintRow();
    }

    private static void PrintTimeline(IReadOnlyList<(DateTime At, string Kind, string Subject, string? Detail)> events)
    {
        var table = new Table().Title("The call").AddColumns("at", "took", "what", "");
        for (var i = 0; i < events.Count; i++)
        {
            var (at, kind, subject, detail) = events[i];
            // A stage lasts until the next one or the end.
            var next = kind == "stage" ? events.Skip(i + 1).FirstOrDefault(e => e.Kind is "stage" or "end") : default;
            table.AddRow(
                $"{(at - events[0].At).TotalSeconds:0.000} s",
                next == default ? "" : $"{(next.At - at).TotalSeconds:0.000} s",
                $"{kind} {subject}".EscapeMarkup(),
                (detail ?? "").EscapeMarkup());
        }

        AnsiConsole.Write(table);
    }

    private void PrintRow()
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (column, value) in _row.Where(field => field.Value is not null))
            grid.AddRow(column, (value is DateTime time ? $"{time:yyyy-MM-dd HH:mm:ss.fff}" : value!.ToString()!).EscapeMarkup());
        AnsiConsole.Write(new Panel(grid).Header("Its row in calls, and its recording (left: caller, right: owner)"));
    }
}
