using CallControl.Audio;
using Microsoft.Extensions.Options;

namespace CallControl.Recordings;

/// <summary>
/// Gives up recordings that can't be converted: after so many attempts their files go, as they are, into the folder <c>failed</c> beside the
/// others, where nobody tries them again. Moved back, they are found and tried anew. For the one reader of the queue.
/// </summary>
internal sealed class RecordingFailures(IOptions<RecordingsOptions> options, RecordingSpace space, ILogger<RecordingFailures> logger)
{
    private readonly Dictionary<Guid, int> _attempts = [];

    public string Folder => Path.Combine(options.Value.HostFolder, "failed");

    public void Forget(RecordingJob job) => _attempts.Remove(job.CallId);

    /// <summary>Counts a failed conversion.</summary>
    /// <returns>True when the files were put aside. A full disk or a missing ffmpeg is not the recording's fault and isn't counted.</returns>
    public bool PutAside(RecordingJob job, string problem)
    {
        if (space.IsFull || !AudioTools.IsInstalled("ffmpeg"))
            return false;
        var attempts = _attempts[job.CallId] = _attempts.GetValueOrDefault(job.CallId) + 1;
        if (attempts < options.Value.Attempts)
            return false;
        Directory.CreateDirectory(Folder);
        foreach (var file in new[] { job.CallerFile, job.OwnerFile }.Where(File.Exists))
            File.Move(file, Path.Combine(Folder, Path.GetFileName(file)), overwrite: true);
        _attempts.Remove(job.CallId);
        RecordingMetrics.GivenUp.Add(1);
        logger.RecordingGivenUp(job.CallId, attempts, Folder, problem);
        return true;
    }
}
