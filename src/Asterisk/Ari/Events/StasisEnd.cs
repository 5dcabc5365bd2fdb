using CallControl.Asterisk.Ari.Model;

namespace CallControl.Asterisk.Ari.Events;

/// <summary>A channel has left the application; it may still live in the dialplan.</summary>
public sealed record StasisEnd : AriEvent
{
    public required Channel Channel { get; init; }

    public override ChannelId? ChannelId => Channel.Id;
}
