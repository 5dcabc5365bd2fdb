using CallControl.Recordings;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.Retention;

/// <summary>Deletes what is older than it may be, batch by batch.</summary>
internal sealed class RetentionSweep(
    NpgsqlDataSource database, IOptions<RetentionOptions> options, IOptions<RecordingsOptions> recordings, TimeProvider time, ILogger<RetentionSweep> logger)
{
    // A row counts from its last use; one whose lease still lives is in use.
    private const string DeleteTracking = """
        DELETE FROM call_tracking WHERE id IN (
            SELECT id FROM call_tracking
            WHERE shown_at < @before AND COALESCE(called_at, shown_at) < @before AND COALESCE(expires_at, shown_at) < @before
            LIMIT @BatchSize)
        """;

    private const string DeleteRefusals = "DELETE FROM pool_refusals WHERE id IN (SELECT id FROM pool_refusals WHERE at < @before LIMIT @BatchSize)";

    private const string OldRecordings = "SELECT call_id, path FROM recordings WHERE created_at < @before ORDER BY created_at LIMIT @BatchSize";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (options.Value.CallTracking is { } tracking)
        {
            var before = (now - tracking).UtcDateTime;
            var rows = await DeleteAsync(DeleteTracking, before, cancellationToken);
            var refusals = await DeleteAsync(DeleteRefusals, before, cancellationToken);
            Log.TrackingDeleted(logger, rows, refusals, before);
        }

        if (options.Value.Recordings is { } kept)
        {
            var before = (now - kept).UtcDateTime;
            Log.RecordingsDeleted(logger, await DeleteRecordingsAsync(before, cancellationToken), before);
        }
    }

    private async Task<long> DeleteAsync(string sql, DateTime before, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        long deleted = 0;
        int batch;
        do
        {
            batch = await connection.ExecuteAsync(new CommandDefinition(sql, new { before, options.Value.BatchSize }, cancellationToken: cancellationToken));
            deleted += batch;
        }
        while (batch == options.Value.BatchSize);

        return deleted;
    }

    /// <summary>The file goes first: a row without a file is found again the next night, a file without a row never.</summary>
    private async Task<long> DeleteRecordingsAsync(DateTime before, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        long deleted = 0;
        while (true)
        {
            var old = (await connection.QueryAsync<(Guid CallId, string Path)>(
                new CommandDefinition(OldRecordings, new { before, options.Value.BatchSize }, cancellationToken: cancellationToken))).AsList();
            Guid[] gone = [.. old.Where(recording => TryDelete(recording.Path)).Select(recording => recording.CallId)];
            await connection.ExecuteAsync(new CommandDefinition(
                "DELETE FROM recordings WHERE call_id = ANY(@gone)", new { gone }, cancellationToken: cancellationToken));
            deleted += gone.Length;
            // A batch of which nothing could be deleted would come back for ever.
            if (old.Count < options.Value.BatchSize || gone.Length == 0)
                return deleted;
        }
    }

    private bool TryDelete(string path)
    {
        try
        {
            File.Delete(Path.GetFullPath(path, recordings.Value.Folder));
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.RecordingStays(logger, path, e.Message);
            return false;
        }
    }
}
