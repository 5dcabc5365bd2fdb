using Microsoft.Extensions.Options;

namespace CallControl.Recordings;

/// <summary>Looks through Asterisk's folder at start and now and then: recordings of calls that ended while we were down, or whose job was lost.</summary>
internal sealed class RecordingFinder(
    IOptions<RecordingsOptions> options, RecordingNames names, RecordingQueue queue, TimeProvider time, ILogger<RecordingFinder> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Find();
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                logger.RecordingFolderUnreadable(options.Value.HostFolder, unreadable.Message);
            }
            await Task.Delay(options.Value.RescanInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Find()
    {
        foreach (var callId in names.CallsInFolder())
        {
            var job = names.JobOf(callId, default);
            var sides = new[] { job.CallerFile, job.OwnerFile }.Where(File.Exists).ToList();
            // A call in progress is left alone; its end will announce it.
            if (sides.Count > 0 && sides.All(path => SideFile.IsFinished(path, options.Value.AbandonedAfter, time)))
                queue.Enqueue(job with { StartedAt = sides.Min(File.GetCreationTimeUtc) });
        }
    }
}
