using CallControl.Asterisk.Ari.Model;

namespace CallControl.Asterisk.Ari.Events;

/// <summary>A key was pressed and released.</summary>
public sealed record ChannelDtmfReceived : AriEvent
{
    public required Channel Channel { get; init; }

    /// <summary>0-9, A-D, <c>*</c> or <c>#</c>.</summary>
    public required string Digit { get; init; }

    public required int DurationMs { get; init; }

    public override ChannelId? ChannelId => Channel.Id;
}
