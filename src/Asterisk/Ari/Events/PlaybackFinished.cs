using CallControl.Asterisk.Ari.Model;

namespace CallControl.Asterisk.Ari.Events;

/// <summary>A playback ended, was stopped, or failed: <see cref="Playback.State"/> tells.</summary>
public sealed record PlaybackFinished : AriEvent
{
    public required Playback Playback { get; init; }

    public override ChannelId? ChannelId => Playback.TargetChannel;
}
