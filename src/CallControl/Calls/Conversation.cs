using CallControl.Asterisk.Ari;

namespace CallControl.Calls;

/// <summary>Two legs in a bridge: what every flow does to let its sides talk.</summary>
internal static class Conversation
{
    /// <summary>Lets both sides hear each other, whatever they hear now.</summary>
    public static async Task ConnectAsync(Call call)
    {
        // In this order on the wire: a tone that still plays would hold a channel out of the bridge.
        var silence = Task.WhenAll(call.StopPlayingAsync(call.Caller), call.StopPlayingAsync(call.Owner!));
        var bridging = call.Asterisk.Bridges.AddChannelsAsync(
            call.Bridge!.Value, [call.Caller.Id, call.Owner!.Id], inhibitConnectedLineUpdates: true, call.Life);
        await Task.WhenAll(silence, bridging);
    }

    /// <summary>Connects them again only if they are not connected.</summary>
    public static async Task ReconnectAsync(Call call)
    {
        var bridge = await call.Asterisk.Bridges.FindAsync(call.Bridge!.Value, call.Life);
        // The request that made it was lost with the link.
        if (bridge is null)
            await PrepareAsync(call);
        if (bridge is null || !bridge.Channels.Contains(call.Caller.Id) || !bridge.Channels.Contains(call.Owner!.Id))
            await ConnectAsync(call);
        call.Row.BridgedAt ??= call.Now;
    }

    /// <summary>The bridge that the call's sides will be in; made while somebody is rung, so that nothing is left to do when he answers.</summary>
    public static Task PrepareAsync(Call call)
    {
        var bridge = new BridgeId(call.Id.InAsterisk);
        call.Bridge = bridge;
        return call.Asterisk.Bridges.CreateAsync(bridge, call.Environment.Application, call.Life);
    }
}
