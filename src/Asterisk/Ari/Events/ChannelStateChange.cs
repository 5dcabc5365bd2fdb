using CallControl.Asterisk.Ari.Model;

namespace CallControl.Asterisk.Ari.Events;

/// <summary>A channel rings, is answered …; see <see cref="Channel.State"/>.</summary>
public sealed record ChannelStateChange : AriEvent
{
    public required Channel Channel { get; init; }

    public override ChannelId? ChannelId => Channel.Id;
}
