using Microsoft.Extensions.Options;

namespace CallControl.Recordings;

/// <summary>Looks through Asterisk's folder at start and now and then: recordings of calls that ended while we were down, or whose job was lost.</summary>
internal sealed class RecordingFinder(
    IOptions<RecordingsOptions> options, RecordingNames names, RecordingQueue queue, TimeProvider time, ILogger<RecordingFinder> logger)
    : PeriodicService(time)
{
    protected override TimeSpan Pause => options.Value.RescanInterval;

    protected override bool StartsAtOnce => true;

    public override Task RunAsync(CancellationToken cancellation)
    {
        foreach (var callId in names.CallsInFolder())
        {
            var job = names.JobOf(callId, default);
            var sides = new[] { job.CallerFile, job.OwnerFile }.Where(File.Exists).ToList();
            // A call in progress is left alone; its end will announce it.
            if (sides.Count > 0 && sides.All(path => SideFile.IsFinished(path, options.Value.AbandonedAfter, Time)))
                queue.Enqueue(job with { StartedAt = sides.Min(File.GetCreationTimeUtc) });
        }

        return Task.CompletedTask;
    }

    protected override void OnFailed(Exception failure) => logger.RecordingFolderUnreadable(options.Value.HostFolder, failure.Message);
}
