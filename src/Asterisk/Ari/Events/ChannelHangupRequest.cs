using CallControl.Asterisk.Ari.Model;

namespace CallControl.Asterisk.Ari.Events;

/// <summary>The party hung up; the channel leaves soon. Tells which side ended a call.</summary>
public sealed record ChannelHangupRequest : AriEvent
{
    public required Channel Channel { get; init; }

    /// <summary>Q.850 hang-up cause.</summary>
    public int? Cause { get; init; }

    public bool? Soft { get; init; }

    public override ChannelId? ChannelId => Channel.Id;
}
