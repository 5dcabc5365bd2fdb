using CallControl.Asterisk.Ari.Model;

namespace CallControl.Asterisk.Ari.Events;

/// <summary>A channel has entered the application.</summary>
public sealed record StasisStart : AriEvent
{
    public required Channel Channel { get; init; }

    /// <summary>The arguments after the application name in <c>Stasis()</c>, or <c>appArgs</c> of the request that made the channel.</summary>
    public required IReadOnlyList<string> Args { get; init; }

    /// <summary>The channel this one takes the place of (a blind transfer).</summary>
    public Channel? ReplaceChannel { get; init; }

    public override ChannelId? ChannelId => Channel.Id;
}
