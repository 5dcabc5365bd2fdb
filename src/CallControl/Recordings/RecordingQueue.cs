using CallControl.Audio;

namespace CallControl.Recordings;

/// <summary>Where a call leaves its recording when it ends. What doesn't fit is found in the folder later, so nothing is lost.</summary>
internal sealed class RecordingQueue(WorkQueue<RecordingJob> queue, ILogger<RecordingQueue> logger)
{
    public void Enqueue(RecordingJob job)
    {
        if (!queue.TryAdd(job))
            logger.RecordingQueueFull(job.CallId);
    }
}
