using CallControl.Asterisk.Ami;
using CallControl.Asterisk.Ari;

namespace CallControl.Nodes;

/// <summary>
/// The bridges of our application, by the manager interface: it tells them one by one, however many there are, and an application is not told of an empty bridge.
/// </summary>
internal static class StrayBridges
{
    /// <param name="ami">The node's manager interface.</param>
    /// <param name="application">Bridges are made with its name as theirs.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AmiException">It could not be asked.</exception>
    public static async Task<IReadOnlyList<BridgeId>> ListAsync(AmiClient ami, string application, CancellationToken cancellationToken)
    {
        // Event: BridgeListItem / BridgeUniqueid: cc-… / BridgeName: callcontrol / BridgeNumChannels: 2 …; main/manager_bridges.c
        var list = await ami.SendListAsync(new AmiAction("BridgeList"), cancellationToken);
        return [.. list.Events.Where(bridge => bridge["BridgeName"] == application).Select(bridge => bridge["BridgeUniqueid"]).OfType<string>().Select(id => new BridgeId(id))];
    }
}
