using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Model;

namespace CallControl.Calls;

/// <summary>What Asterisk still has of a call whose process has ended.</summary>
internal sealed record CallRemains
{
    public required bool CallerIsThere { get; init; }

    /// <summary>The legs to owners, in the order in which they were dialled.</summary>
    public required IReadOnlyList<Channel> OwnerLegs { get; init; }

    /// <summary>The call's bridge; null when there is none.</summary>
    public required Bridge? Bridge { get; init; }

    /// <summary>Whether Asterisk was started after the call, so that nothing of it can be left.</summary>
    public required bool AsteriskRestarted { get; init; }

    /// <summary>When the caller's channel ended, where Asterisk's call records say so; otherwise null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public bool IsBridged(ChannelId channel) => Bridge?.Channels.Contains(channel) is true;
}
