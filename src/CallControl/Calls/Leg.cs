using CallControl.Asterisk.Ari;

namespace CallControl.Calls;

/// <summary>One channel of a call.</summary>
internal sealed class Leg(ChannelId id, LegRole role)
{
    public ChannelId Id { get; } = id;

    public LegRole Role { get; } = role;

    /// <summary>Asterisk's name of the channel, known once it has entered the application.</summary>
    public string? Name { get; set; }

    /// <summary>Whether the channel has left the application or has been destroyed: it takes no more commands.</summary>
    public bool IsGone { get; set; }

    /// <summary>Q.850 cause of its end.</summary>
    public int? Cause { get; set; }

    /// <summary>Q.850 cause we hang up with; null for a normal clearing.</summary>
    public int? HangUpCause { get; set; }

    /// <summary>What is being played to it now.</summary>
    public PlaybackId? Playback { get; set; }
}
