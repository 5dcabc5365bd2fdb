namespace CallControl.Asterisk.Ari.Model;

/// <summary>A finished recording in the server's recording spool folder.</summary>
public sealed record StoredRecording
{
    public required string Name { get; init; }

    public required string Format { get; init; }
}
