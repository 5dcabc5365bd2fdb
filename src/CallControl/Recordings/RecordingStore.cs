using Dapper;
using Npgsql;

namespace CallControl.Recordings;

/// <summary>Writes saved recordings into <c>recordings</c>. Throws while the database is away: the originals then stay and the conversion is repeated.</summary>
internal sealed class RecordingStore(NpgsqlDataSource database) : IRecordingSaved
{
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
}
