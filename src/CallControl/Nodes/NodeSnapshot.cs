using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Model;
using CallControl.Calls;

namespace CallControl.Nodes;

/// <summary>What is in one Asterisk at one moment.</summary>
internal sealed record NodeSnapshot
{
    public required IReadOnlyDictionary<ChannelId, Channel> Channels { get; init; }

    public required IReadOnlyDictionary<BridgeId, Bridge> Bridges { get; init; }

    /// <summary>The channels that our application hears of; the others are not our business.</summary>
    public required IReadOnlySet<ChannelId> Ours { get; init; }

    /// <summary>The arguments that the dialplan gave to <c>Stasis()</c> after the application's name.</summary>
    public static IReadOnlyList<string> ArgumentsOf(Channel channel) => channel.Dialplan.AppData?.Split(',')[1..] ?? [];

    /// <summary>Whether the dialplan has brought this channel into our application.</summary>
    public bool IsCallerOf(Channel channel, string application)
        => Ours.Contains(channel.Id) && CallId.TryParse(channel.Id.Value) is null
            && channel.Dialplan is { AppName: "Stasis", AppData: { } data } && data.StartsWith($"{application},", StringComparison.Ordinal);

    /// <exception cref="AriException">Asterisk could not be asked.</exception>
    public static async Task<NodeSnapshot> TakeAsync(AriClient asterisk, string application)
    {
        var app = asterisk.Applications.FindAsync(application);
        var channels = asterisk.Channels.ListAsync();
        var bridges = asterisk.Bridges.ListAsync();
        await Task.WhenAll(app, channels, bridges);
        return new NodeSnapshot
        {
            Channels = (await channels).ToDictionary(channel => channel.Id),
            Bridges = (await bridges).ToDictionary(bridge => bridge.Id),
            Ours = (await app)?.ChannelIds.Select(id => new ChannelId(id)).ToHashSet() ?? [],
        };
    }
}
