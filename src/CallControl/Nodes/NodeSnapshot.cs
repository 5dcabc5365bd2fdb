using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.Calls;

namespace CallControl.Nodes;

/// <summary>After every connect: who is there, in which version, and what is left of our calls. Events of the time before may be lost.</summary>
internal sealed class NodeSnapshot(CallEnvironment environment, ILogger logger)
{
    public AsteriskVersion? Version { get; private set; }

    public async Task CompareAsync()
    {
        try
        {
            await IntroduceAsync();
            await CompareCallsAsync();
        }
        catch (AriException e)
        {
            // The link broke again; the next connect compares anew.
            Log.SnapshotFailed(logger, environment.Node, e.Message);
        }
#pragma warning disable CA1031 // Nobody awaits this task: whatever goes wrong must at least be seen.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.SnapshotCrashed(logger, environment.Node, e);
        }
    }

    private async Task IntroduceAsync()
    {
        var info = await environment.Asterisk.Asterisk.GetInfoAsync();
        var version = AsteriskVersion.Parse(info.System?.Version);
        Version = version;
        Log.Version(logger, environment.Node, version, info.System?.EntityId);
        if (version.Warning is { } warning)
            Log.VersionWarning(logger, environment.Node, version, warning);
        await environment.Asterisk.Applications.AllowEventsAsync(environment.Application, AriEventParser.KnownTypes);
    }

    private async Task CompareCallsAsync()
    {
        // Our list comes first: what begins in between is in Asterisk's list and simply not looked for.
        var calls = environment.Directory.Calls.Select(call => (call, legs: call.Legs)).ToArray();
        var channels = (await environment.Asterisk.Channels.ListAsync()).Select(c => c.Id).ToHashSet();
        foreach (var (call, legs) in calls)
        {
            foreach (var leg in legs.Where(leg => !leg.IsGone && !channels.Contains(leg.Id)))
                call.Post(new CallMessage.ChannelVanished(leg.Id));
            call.Post(new CallMessage.LinkRestored());
        }

        await RemoveStrayBridgesAsync();
    }

    /// <summary>A bridge of ours that nobody is in and no call knows: the call ended while the link was away.</summary>
    private async Task RemoveStrayBridgesAsync()
    {
        foreach (var bridge in await environment.Asterisk.Bridges.ListAsync())
        {
            if (bridge.Channels.Count > 0 || CallId.TryParse(bridge.Id.Value) is not { } id || environment.Directory.Find(id) is not null)
                continue;
            CallMetrics.Strays.Add(1);
            Log.StrayBridge(logger, environment.Node, bridge.Id);
            await environment.Asterisk.Bridges.DestroyAsync(bridge.Id);
        }
    }
}
