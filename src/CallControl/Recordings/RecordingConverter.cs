using System.Globalization;
using CallControl.Audio;
using Microsoft.Extensions.Options;

namespace CallControl.Recordings;

/// <summary>Two sides → one stereo MP3, the caller on the left and the owner on the right; the shorter side is filled up with silence.</summary>
internal sealed class RecordingConverter(IOptions<RecordingsOptions> options, RecordingNames names, AudioTools tools, TimeProvider time)
{
    /// <summary>An hour of talk takes some 20 s.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Of MP3 at <see cref="SampleRate"/>: 576 samples.</summary>
    private static readonly TimeSpan Frame = TimeSpan.FromSeconds(576.0 / SampleRate);

    /// <summary>What the two ends of a file may differ by.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(0.5);

    private const int SampleRate = 16000;

    public async Task<RecordingOutcome> ConvertAsync(RecordingJob job, CancellationToken cancellation)
    {
        if (!File.Exists(job.CallerFile) && !File.Exists(job.OwnerFile))
            return new RecordingOutcome.Gone();
        if (!new[] { job.CallerFile, job.OwnerFile }.All(path => SideFile.IsFinished(path, options.Value.AbandonedAfter, time)))
            return new RecordingOutcome.StillWritten();
        var path = names.Mp3Of(job);
        // A name of its own: another process that shares the folders may have found the same recording.
        var unfinished = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var run = await tools.RunAsync("ffmpeg", [.. Arguments(job), unfinished], null, Limit, cancellation);
            if (!run.Success)
                return new RecordingOutcome.Failed($"ffmpeg: {run.Problem}");
            if (await tools.CountAsync(unfinished, Frame, cancellation) is not { } duration || duration <= TimeSpan.Zero)
                return new RecordingOutcome.Failed("the MP3 can't be read back");
            var recorded = new[] { job.CallerFile, job.OwnerFile }.Max(SideFile.DurationOf);
            if (duration < recorded - Slack)
                return new RecordingOutcome.Failed($"the MP3 holds {duration.TotalSeconds:0.0} of {recorded.TotalSeconds:0.0} s");
            File.Move(unfinished, path, overwrite: true);
            return new RecordingOutcome.Saved(path, duration);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public static void DeleteOriginals(RecordingJob job)
    {
        File.Delete(job.CallerFile);
        File.Delete(job.OwnerFile);
    }

    private List<string> Arguments(RecordingJob job)
    {
        List<string> arguments = ["-nostdin", "-v", "error", "-y"];
        List<string> sides = [];
        foreach (var (file, pan) in new[] { (job.CallerFile, "c0=c0|c1=0*c0"), (job.OwnerFile, "c0=0*c0|c1=c0") })
        {
            if (!SideFile.HasSound(file))
                continue;
            // The data length of an abandoned file is 0: everything up to the file's end is sound.
            arguments.AddRange(["-ignore_length", "1", "-f", "wav", "-i", file]);
            sides.Add($"[{sides.Count}:a]pan=stereo|{pan}");
        }
        var filter = sides.Count switch
        {
            // A call in which nobody sent a packet: its recording is there, and empty.
            0 => "anullsrc=r=8000:cl=stereo:d=0.1[out]",
            1 => $"{sides[0]}[out]",
            _ => $"{sides[0]}[l];{sides[1]}[r];[l][r]amix=inputs=2:duration=longest:dropout_transition=0:normalize=0[out]",
        };
        arguments.AddRange(["-filter_complex", filter, "-map", "[out]", "-map_metadata", "-1", "-ar", $"{SampleRate}", "-c:a", "libmp3lame"]);
        // Joint stereo would let the two sides leak into each other at this bitrate.
        arguments.AddRange(["-joint_stereo", "0", "-b:a", string.Create(CultureInfo.InvariantCulture, $"{options.Value.Bitrate}k"), "-f", "mp3"]);
        return arguments;
    }
}
