using Microsoft.Extensions.Options;

namespace CallControl.Recordings;

/// <summary>The names of a call's files. They carry the call's id, so that a recording is found again after a restart without any other state.</summary>
internal sealed class RecordingNames(IOptions<RecordingsOptions> options)
{
    private const string Prefix = "cc-";
    private const string Caller = "-caller.wav";
    private const string Owner = "-owner.wav";

    /// <summary>MixMonitor's options for a recording on the caller's channel: <c>r</c> is what the caller says, <c>t</c> what he hears.</summary>
    public string MixMonitorOptions(Guid callId)
    {
        var folder = options.Value.AsteriskFolder.TrimEnd('/');
        return $"r({folder}/{Prefix}{callId:D}{Caller})t({folder}/{Prefix}{callId:D}{Owner})";
    }

    public RecordingJob JobOf(Guid callId, DateTimeOffset startedAt) =>
        new(callId, HostPath(callId, Caller), HostPath(callId, Owner), startedAt);

    public string Mp3Of(RecordingJob job)
    {
        var day = job.StartedAt.UtcDateTime;
        return Path.Combine(options.Value.Folder, $"{day:yyyy}", $"{day:MM}", $"{day:dd}", $"{job.CallId:D}.mp3");
    }

    /// <summary>The calls whose files lie in Asterisk's folder, one side being enough.</summary>
    public IEnumerable<Guid> CallsInFolder() =>
        Directory.Exists(options.Value.HostFolder)
            ? Directory.EnumerateFiles(options.Value.HostFolder, $"{Prefix}*.wav").Select(CallIdOf).OfType<Guid>().Distinct()
            : [];

    /// <summary>Whether Asterisk has begun to write a side of this call.</summary>
    public bool HasFiles(Guid callId) => File.Exists(HostPath(callId, Caller)) || File.Exists(HostPath(callId, Owner));

    private static Guid? CallIdOf(string path)
    {
        var name = Path.GetFileName(path);
        var end = name.EndsWith(Caller, StringComparison.Ordinal) ? Caller : Owner;
        return name.EndsWith(end, StringComparison.Ordinal) && Guid.TryParseExact(name[Prefix.Length..^end.Length], "D", out var id) ? id : null;
    }

    private string HostPath(Guid callId, string side) => Path.Combine(options.Value.HostFolder, $"{Prefix}{callId:D}{side}");
}
