namespace CallControl.Asterisk.Ari.Model;

/// <summary>A Stasis application and what it is subscribed to.</summary>
public sealed record Application
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> ChannelIds { get; init; }

    public required IReadOnlyList<string> BridgeIds { get; init; }
}
