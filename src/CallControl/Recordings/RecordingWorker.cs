using System.Diagnostics;
using CallControl.Audio;
using CallControl.Calls;
using CallControl.Telemetry;

namespace CallControl.Recordings;

/// <summary>Converts queued recordings one after another; the originals go only when the MP3 is verified and its keeper has been told.</summary>
internal sealed class RecordingWorker(
    WorkQueue<RecordingJob> queue, RecordingConverter converter, RecordingFailures failures, IEnumerable<IRecordingSaved> keepers, ILogger<RecordingWorker> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await queue.RunAsync(ConvertAsync, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The originals are found again at the next start.
        }
    }

    /// <returns>False to be tried again.</returns>
    private async Task<bool> ConvertAsync(RecordingJob job, int attempt, CancellationToken cancellation)
    {
        using var activity = CallActivities.Start(CallActivities.Recording, new CallId(job.CallId));
        try
        {
            switch (await converter.ConvertAsync(job, cancellation))
            {
                case RecordingOutcome.Saved saved:
                    await KeepAsync(job, saved, cancellation);
                    failures.Forget(job);
                    return true;
                case RecordingOutcome.Gone:
                    failures.Forget(job);
                    return true;
                case RecordingOutcome.Failed failed:
                    Report(job, attempt, failed.Problem);
                    return failures.PutAside(job, failed.Problem);
                default:
                    return false;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The loop's edge: a full disk or a database that is away must not end the conversions for good.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Report(job, attempt, failure.Message);
            return false;
        }
    }

    private async Task KeepAsync(RecordingJob job, RecordingOutcome.Saved saved, CancellationToken cancellation)
    {
        foreach (var keeper in keepers)
            await keeper.OnSavedAsync(job.CallId, saved.Path, saved.Duration, cancellation);
        RecordingConverter.DeleteOriginals(job);
        RecordingMetrics.Saved.Add(1);
        logger.RecordingSaved(job.CallId, saved.Path, saved.Duration);
    }

    private void Report(RecordingJob job, int attempt, string problem)
    {
        Activity.Current?.SetStatus(ActivityStatusCode.Error, problem);
        RecordingMetrics.Failed.Add(1);
        logger.RecordingFailed(job.CallId, attempt, problem);
    }
}
