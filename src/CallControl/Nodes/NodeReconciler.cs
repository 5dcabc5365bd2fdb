using System.Data.Common;
using CallControl.Asterisk.Ami;
using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.Calls;

namespace CallControl.Nodes;

/// <summary>
/// Brings our calls and one Asterisk into agreement: after every connect, since events may have been lost and processes may have ended, and
/// now and then in between. Calls of a process that ended are taken over, callers nobody heard of are served, and what belongs to no call
/// is removed.
/// </summary>
internal sealed class NodeReconciler(CallEnvironment environment, IncomingCalls incoming, CallClaims claims, NodeTakeover takeover, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);

    // Seen once and not understood. Only what is still so at the next look counts: between two lists a call can begin or end.
    private HashSet<string> _doubtful = [];

    // Callers nobody had heard of, taken by the last comparison.
    private readonly HashSet<ChannelId> _taken = [];

    // The link has come up and was not compared yet. Calls are told so once, however often the database has to be asked afterwards.
    private bool _isFresh;

    // When the connected Asterisk was started: what began before it cannot be left.
    private DateTimeOffset _startedAt = DateTimeOffset.MinValue;

    public AsteriskVersion? Version { get; private set; }

    /// <summary>Why Asterisk could not be compared with our calls the last time; null when it could.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Whether the last comparison has taken this caller: his StasisStart, kept meanwhile, is no news, even where he was turned away at once.</summary>
    public bool HasTaken(ChannelId caller) => _taken.Contains(caller);

    /// <param name="connected">Whether the link has just come up: nothing is on its way then, so what is missing is gone.</param>
    /// <returns>False when it should be tried again soon.</returns>
    public async Task<bool> ReconcileAsync(bool connected)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            _isFresh |= connected;
            if (_isFresh)
                await IntroduceAsync();
            var isClaimed = await takeover.TryClaimAsync();
            if (await NodeSnapshot.TakeAsync(environment.Asterisk, environment.Application) is { } snapshot)
                await CompareAsync(snapshot, isClaimed);
            else
                return FailedBecause($"it has no application '{environment.Application}': compare `apps` in ari-outbound.conf with the node's Application");
            Trouble = null;
            return isClaimed;
        }
        catch (AriException e)
        {
            return FailedBecause(e.Message);
        }
#pragma warning disable CA1031 // Nobody awaits this: whatever goes wrong must at least be seen, and is tried again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Trouble = e.Message;
            Log.SnapshotCrashed(logger, environment.Node, e);
            return false;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>While Asterisk is not connected to us it may be connected to another process, which then runs our calls.</summary>
    public async Task ReleaseLostAsync()
    {
        var calls = environment.Directory.Calls.ToDictionary(call => call.Id.Value);
        if (calls.Count == 0)
            return;
        try
        {
            using var limit = new CancellationTokenSource(NodeTakeover.DatabaseBudget, environment.Time);
            foreach (var lost in await claims.FindLostAsync([.. calls.Keys], limit.Token))
                calls[lost].Post(new CallMessage.TakenOver());
        }
        catch (Exception e) when (e is DbException or OperationCanceledException or TimeoutException or IOException)
        {
            Log.ClaimFailed(logger, environment.Node, e.Message);
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task IntroduceAsync()
    {
        var info = await environment.Asterisk.Asterisk.GetInfoAsync();
        var version = AsteriskVersion.Parse(info.System?.Version);
        Version = version;
        _startedAt = info.Status?.StartupTime ?? DateTimeOffset.MinValue;
        Log.Version(logger, environment.Node, version, info.System?.EntityId);
        if (version.Warning is { } warning)
            Log.VersionWarning(logger, environment.Node, version, warning);
        await environment.Asterisk.Applications.AllowEventsAsync(environment.Application, AriEventParser.KnownTypes);
    }

    private bool FailedBecause(string reason)
    {
        // It is tried every second: said when it is news.
        if (Trouble != reason)
            Log.SnapshotFailed(logger, environment.Node, reason);
        Trouble = reason;
        return false;
    }

    private async Task CompareAsync(NodeSnapshot snapshot, bool isClaimed)
    {
        var connected = _isFresh;
        var doubtful = new HashSet<string>();
        _taken.Clear();
        await TellOurCallsAsync(snapshot, connected, doubtful);
        _isFresh = false;

        // Without the rows nobody can tell whose the rest is.
        if (isClaimed)
        {
            await takeover.AdoptAsync(snapshot, _startedAt);
            await ServeUnknownCallersAsync(snapshot, connected, doubtful);
            await RemoveStrayChannelsAsync(snapshot, doubtful);
            // Not at a connect: calls wait for the end of that one, and the manager interface may be dead as the link was.
            if (!connected)
                await RemoveStrayBridgesAsync(doubtful);
        }

        _doubtful = doubtful;
    }

    /// <summary>Which of their channels are gone, and that the link is back.</summary>
    private async Task TellOurCallsAsync(NodeSnapshot snapshot, bool connected, HashSet<string> doubtful)
    {
        var calls = environment.Directory.Calls.Where(call => !takeover.IsWaiting(call.Id)).ToArray();
        var missing = calls.SelectMany(call => call.Legs).Where(leg => !leg.IsGone && !snapshot.Ours.Contains(leg.Id)).Select(leg => leg.Id).ToArray();
        var existing = await snapshot.ExistingAsync(missing);
        var vanished = missing.Where(id => !existing.Contains(id)).ToHashSet();
        foreach (var call in calls)
        {
            foreach (var leg in call.Legs.Where(leg => vanished.Contains(leg.Id) && IsCertain(leg.Id.Value, connected, doubtful)))
                call.Post(new CallMessage.ChannelVanished(leg.Id, _startedAt > call.Row.StartedAt));
            if (connected)
                call.Post(new CallMessage.LinkRestored());
        }
    }

    /// <summary>Callers who entered the application while nobody listened, which the inbound link does not tell.</summary>
    private async Task ServeUnknownCallersAsync(NodeSnapshot snapshot, bool connected, HashSet<string> doubtful)
    {
        var unheard = snapshot.Ours.Where(id => CallId.TryParse(id.Value) is null && environment.Directory.Find(id) is null);
        var unknown = (await snapshot.FindAsync(unheard))
            .Where(channel => StasisCaller.Is(channel, environment.Application) && IsCertain(channel.Id.Value, connected, doubtful))
            .ToArray();
        if (unknown.Length == 0)
            return;

        using var limit = new CancellationTokenSource(NodeTakeover.DatabaseBudget, environment.Time);
        var ended = await claims.FindKnownAsync([.. unknown.Select(channel => channel.Id.Value)], limit.Token);
        foreach (var channel in unknown)
        {
            if (ended.Contains(channel.Id.Value))
            {
                await RemoveAsync(channel.Id);
                continue;
            }

            _taken.Add(channel.Id);
            incoming.Take(channel, StasisCaller.ArgumentsOf(channel), environment);
        }
    }

    /// <summary>Legs that carry the id of a call nobody runs.</summary>
    private async Task RemoveStrayChannelsAsync(NodeSnapshot snapshot, HashSet<string> doubtful)
    {
        foreach (var channel in snapshot.Ours.Where(id => IsStray(id.Value) && IsCertain(id.Value, connected: false, doubtful)))
            await RemoveAsync(channel);
    }

    private async Task RemoveStrayBridgesAsync(HashSet<string> doubtful)
    {
        IReadOnlyList<BridgeId> bridges;
        try
        {
            bridges = await StrayBridges.ListAsync(environment.Ami, environment.Application, CancellationToken.None);
        }
        catch (AmiException e)
        {
            // Looked for again the next time.
            Log.BridgesUnknown(logger, environment.Node, e.Message);
            return;
        }

        foreach (var bridge in bridges.Where(id => IsStray(id.Value) && IsCertain(id.Value, connected: false, doubtful)))
        {
            CallMetrics.Strays.Add(1);
            Log.StrayBridge(logger, environment.Node, bridge);
            await environment.Asterisk.Bridges.DestroyAsync(bridge);
        }
    }

    private bool IsStray(string id) => CallId.TryParse(id) is { } call && environment.Directory.Find(call) is null;

    private bool IsCertain(string id, bool connected, HashSet<string> doubtful)
    {
        if (connected || _doubtful.Contains(id))
            return true;
        doubtful.Add(id);
        return false;
    }

    private async Task RemoveAsync(ChannelId channel)
    {
        CallMetrics.Strays.Add(1);
        Log.StrayChannel(logger, environment.Node, channel);
        await environment.Asterisk.Channels.HangUpAsync(channel);
    }
}
