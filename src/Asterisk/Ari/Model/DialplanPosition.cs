namespace CallControl.Asterisk.Ari.Model;

/// <summary>Where in the dialplan a channel is (<c>DialplanCEP</c> on the wire).</summary>
public sealed record DialplanPosition
{
    public required string Context { get; init; }

    /// <summary>The extension: for a call from a trunk, the number that was dialled.</summary>
    public required string Exten { get; init; }

    public required long Priority { get; init; }

    public string? AppName { get; init; }

    public string? AppData { get; init; }
}
