using CallControl.Asterisk.Ari.Model;

namespace CallControl.Asterisk.Ari.Events;

/// <summary>A channel is gone. As final as <see cref="StasisEnd"/>, and the only end of a channel that never was answered.</summary>
public sealed record ChannelDestroyed : AriEvent
{
    public required Channel Channel { get; init; }

    /// <summary>Q.850 hang-up cause.</summary>
    public required int Cause { get; init; }

    public required string CauseTxt { get; init; }

    /// <summary>The technology's own cause, for SIP the final response code (since 22.7).</summary>
    public int? TechCause { get; init; }

    public override ChannelId? ChannelId => Channel.Id;
}
