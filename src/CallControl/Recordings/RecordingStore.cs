using System.Globalization;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.Recordings;

/// <summary>Writes saved recordings into <c>recordings</c>. Throws while the database is away: the originals then stay and the conversion is repeated.</summary>
internal sealed class RecordingStore(NpgsqlDataSource database, IOptions<RecordingsOptions> options, ILogger<RecordingStore> logger) : IRecordingSaved
{
    private const string Select = """
        SELECT r.path, COALESCE(c.started_at, r.created_at) AS startedat FROM recordings r LEFT JOIN calls c ON c.id = r.call_id WHERE r.call_id = @callId
        """;

    private const string Upsert = """
        INSERT INTO recordings (call_id, path, seconds) VALUES (@callId, @path, @seconds)
        ON CONFLICT (call_id) DO UPDATE SET path = excluded.path, seconds = excluded.seconds
        """;

    public async Task OnSavedAsync(Guid callId, string path, TimeSpan duration, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            Upsert, new { callId, path, seconds = duration.TotalSeconds }, cancellationToken: cancellation));
    }

    /// <returns>Null when there is none, or when its file is not there any more.</returns>
    public async Task<StoredRecording?> FindAsync(Guid callId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Select, new { callId }, cancellationToken: cancellation));
        if (row is null)
            return null;
        // The row is data: a path that leads elsewhere must not be served.
        var path = Path.GetFullPath(row.Path);
        if (!path.StartsWith(Path.TrimEndingDirectorySeparator(options.Value.Folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path))
        {
            logger.RecordingNotThere(callId, row.Path);
            return null;
        }
        return new StoredRecording(path, string.Create(CultureInfo.InvariantCulture, $"call-{row.StartedAt:yyyyMMdd-HHmmss}-{callId:N}.mp3"));
    }

    private sealed class Row
    {
        public string Path { get; set; } = "";

        /// <summary>UTC.</summary>
        public DateTime StartedAt { get; set; }
    }
}
