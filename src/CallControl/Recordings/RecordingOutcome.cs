namespace CallControl.Recordings;

/// <summary>What became of a conversion.</summary>
internal abstract record RecordingOutcome
{
    private RecordingOutcome()
    {
    }

    /// <summary>The MP3 is whole and verified; the originals are still there.</summary>
    public sealed record Saved(string Path, TimeSpan Duration) : RecordingOutcome;

    /// <summary>Asterisk still writes.</summary>
    public sealed record StillWritten : RecordingOutcome;

    /// <summary>Neither side's file is there: converted before, or never recorded.</summary>
    public sealed record Gone : RecordingOutcome;

    /// <summary>The originals stay.</summary>
    public sealed record Failed(string Problem) : RecordingOutcome;
}
