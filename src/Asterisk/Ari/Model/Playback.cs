namespace CallControl.Asterisk.Ari.Model;

/// <summary>One playback to a channel or a bridge.</summary>
public sealed record Playback
{
    public required PlaybackId Id { get; init; }

    public required string MediaUri { get; init; }

    /// <summary><c>channel:ID</c> or <c>bridge:ID</c>.</summary>
    public required string TargetUri { get; init; }

    /// <summary><c>queued</c>, <c>playing</c>, <c>continuing</c>, <c>done</c>, <c>failed</c>: a missing file ends as <c>failed</c>.</summary>
    public required string State { get; init; }

    public bool Failed => State == "failed";

    /// <summary>The channel this is played to; null for a playback to a bridge.</summary>
    public ChannelId? TargetChannel => TargetUri.StartsWith("channel:", StringComparison.Ordinal) ? new ChannelId(TargetUri["channel:".Length..]) : null;
}
