namespace CallControl.Asterisk.Ari.Model;

/// <summary>A bridge and the channels in it.</summary>
public sealed record Bridge
{
    public required BridgeId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>What the bridge does now: <c>simple_bridge</c>, <c>native_rtp</c>, <c>softmix</c>, <c>holding_bridge</c>.</summary>
    public required string Technology { get; init; }

    public required string BridgeType { get; init; }

    public required IReadOnlyList<ChannelId> Channels { get; init; }
}
