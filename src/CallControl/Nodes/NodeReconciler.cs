using System.Data.Common;
using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.Calls;

namespace CallControl.Nodes;

/// <summary>
/// Brings our calls and one Asterisk into agreement: after every connect, since events may have been lost and processes may have ended, and
/// now and then in between. Calls of a process that ended are taken over, callers nobody heard of are served, and what belongs to no call
/// is removed.
/// </summary>
internal sealed class NodeReconciler(CallEnvironment environment, IncomingCalls incoming, CallClaims claims, CallEnds ends, ILogger logger) : IDisposable
{
    private static readonly TimeSpan DatabaseBudget = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _oneAtATime = new(1);

    // Claimed, and not yet found time for: the link can break in between.
    private readonly Dictionary<Guid, CallRow> _claimed = [];

    // Seen once and not understood. Only what is still so at the next look counts: between two lists a call can begin or end.
    private HashSet<string> _doubtful = [];

    // The link has come up and was not compared yet. Calls are told so once, however often the database has to be asked afterwards.
    private bool _isFresh;

    // When the connected Asterisk was started: what began before it cannot be left.
    private DateTimeOffset _startedAt = DateTimeOffset.MinValue;

    public AsteriskVersion? Version { get; private set; }

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
            var isClaimed = await TryClaimAsync();
            await CompareAsync(_isFresh, isClaimed);
            _isFresh = false;
            return isClaimed;
        }
        catch (AriException e)
        {
            Log.SnapshotFailed(logger, environment.Node, e.Message);
            return false;
        }
#pragma warning disable CA1031 // Nobody awaits this: whatever goes wrong must at least be seen, and is tried again.
        catch (Exception e)
#pragma warning restore CA1031
        {
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
            using var limit = new CancellationTokenSource(DatabaseBudget, environment.Time);
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

    private async Task<bool> TryClaimAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(DatabaseBudget, environment.Time);
            foreach (var row in await claims.ClaimAsync(environment.Node, limit.Token))
                _claimed[row.Id] = row;
            return true;
        }
        catch (Exception e) when (e is DbException or OperationCanceledException or TimeoutException or IOException)
        {
            // New calls and our own go on without; the calls of others wait for the database.
            Log.ClaimFailed(logger, environment.Node, e.Message);
            return false;
        }
    }

    private async Task CompareAsync(bool connected, bool isClaimed)
    {
        // Our list comes first: what begins in between is in Asterisk's list and simply not looked for.
        var calls = environment.Directory.Calls.Where(call => !_claimed.ContainsKey(call.Id.Value)).Select(call => (call, legs: call.Legs)).ToArray();
        var snapshot = await NodeSnapshot.TakeAsync(environment.Asterisk, environment.Application);
        var doubtful = new HashSet<string>();
        foreach (var (call, legs) in calls)
        {
            foreach (var leg in legs.Where(leg => !leg.IsGone && !snapshot.Channels.ContainsKey(leg.Id)))
            {
                if (IsCertain(leg.Id.Value, connected, doubtful))
                    call.Post(new CallMessage.ChannelVanished(leg.Id, _startedAt > call.Row.StartedAt));
            }

            if (connected)
                call.Post(new CallMessage.LinkRestored());
        }

        // Without the rows nobody can tell whose the rest is.
        if (isClaimed)
        {
            await AdoptAsync(snapshot);
            await ServeUnknownCallersAsync(snapshot, connected, doubtful);
            await RemoveStraysAsync(snapshot, doubtful);
        }

        _doubtful = doubtful;
    }

    private async Task AdoptAsync(NodeSnapshot snapshot)
    {
        var endOf = await FindEndsAsync(snapshot);
        foreach (var row in _claimed.Values.OrderBy(row => row.StartedAt).ToArray())
        {
            // Ours once, then another process's, now ours again: only the row knows what happened in between.
            environment.Directory.Find(new CallId(row.Id))?.Post(new CallMessage.TakenOver());
            CallMetrics.Adopted.Add(1);
            await incoming.AdoptAsync(row, CallAdoption.RemainsOf(row, snapshot, _startedAt, endOf), environment);
            _claimed.Remove(row.Id);
        }
    }

    /// <summary>Nobody waits for it: without it such calls end when they are found.</summary>
    private async Task<IReadOnlyDictionary<string, DateTimeOffset>> FindEndsAsync(NodeSnapshot snapshot)
    {
        try
        {
            using var limit = new CancellationTokenSource(DatabaseBudget, environment.Time);
            return await ends.FindAsync(_claimed.Values.Where(row => !snapshot.Channels.ContainsKey(new ChannelId(row.CallerChannel))), limit.Token);
        }
        catch (Exception e) when (e is DbException or OperationCanceledException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            Log.EndsUnknown(logger, environment.Node, e.Message);
            return new Dictionary<string, DateTimeOffset>();
        }
    }

    /// <summary>Callers who entered the application while nobody listened, which the inbound link does not tell.</summary>
    private async Task ServeUnknownCallersAsync(NodeSnapshot snapshot, bool connected, HashSet<string> doubtful)
    {
        var unknown = snapshot.Channels.Values
            .Where(channel => snapshot.IsCallerOf(channel, environment.Application) && environment.Directory.Find(channel.Id) is null)
            .Where(channel => IsCertain(channel.Id.Value, connected, doubtful))
            .ToArray();
        if (unknown.Length == 0)
            return;

        using var limit = new CancellationTokenSource(DatabaseBudget, environment.Time);
        var ended = await claims.FindKnownAsync([.. unknown.Select(channel => channel.Id.Value)], limit.Token);
        foreach (var channel in unknown)
        {
            if (ended.Contains(channel.Id.Value))
                await RemoveAsync(channel.Id);
            else
                incoming.Take(channel, NodeSnapshot.ArgumentsOf(channel), environment);
        }
    }

    /// <summary>Legs and bridges that carry the id of a call nobody runs.</summary>
    private async Task RemoveStraysAsync(NodeSnapshot snapshot, HashSet<string> doubtful)
    {
        foreach (var channel in snapshot.Channels.Keys.Where(id => snapshot.Ours.Contains(id) && IsStray(id.Value)))
        {
            if (IsCertain(channel.Value, connected: false, doubtful))
                await RemoveAsync(channel);
        }

        foreach (var bridge in snapshot.Bridges.Values.Where(bridge => bridge.Name == environment.Application && IsStray(bridge.Id.Value)))
        {
            if (!IsCertain(bridge.Id.Value, connected: false, doubtful))
                continue;
            CallMetrics.Strays.Add(1);
            Log.StrayBridge(logger, environment.Node, bridge.Id);
            await environment.Asterisk.Bridges.DestroyAsync(bridge.Id);
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
