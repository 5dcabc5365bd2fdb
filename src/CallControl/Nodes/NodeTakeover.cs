using System.Data.Common;
using CallControl.Asterisk.Ari;
using CallControl.Calls;

namespace CallControl.Nodes;

/// <summary>The calls on one node that a process before this one left behind: claims their rows, then goes on with each.</summary>
internal sealed class NodeTakeover(CallEnvironment environment, IncomingCalls incoming, CallClaims claims, CallEnds ends, ILogger logger)
{
    public static readonly TimeSpan DatabaseBudget = TimeSpan.FromSeconds(2);

    // Adopting a call is mostly waiting, for Asterisk and for the database.
    private const int AtOnce = 16;

    // Claimed, and not yet found time for: the link can break in between.
    private readonly Dictionary<Guid, CallRow> _claimed = [];

    /// <summary>Whether a call is claimed and nobody goes on with it yet.</summary>
    public bool IsWaiting(CallId call) => _claimed.ContainsKey(call.Value);

    /// <returns>False when the database did not answer: then nobody can tell whose the channels are that nobody here knows.</returns>
    public async Task<bool> TryClaimAsync()
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

    /// <summary>Goes on with all of them, the oldest first. One that can't be gone on with does not hold up the others.</summary>
    /// <param name="snapshot">What Asterisk has.</param>
    /// <param name="asteriskStarted">When it was started.</param>
    public async Task AdoptAsync(NodeSnapshot snapshot, DateTimeOffset asteriskStarted)
    {
        if (_claimed.Count == 0)
            return;
        var rows = _claimed.Values.OrderBy(row => row.StartedAt).ToArray();
        var callers = await snapshot.ExistingAsync(rows.Select(row => new ChannelId(row.CallerChannel)));
        var legs = (await snapshot.FindAsync(snapshot.Ours.Where(IsOwnersLeg))).ToLookup(leg => CallId.TryParse(leg.Id.Value)!.Value);
        var bridges = (await snapshot.FindAsync(rows.Select(CallAdoption.BridgeOf))).ToDictionary(bridge => bridge.Id);
        var endOf = await FindEndsAsync(rows.Where(row => !callers.Contains(new ChannelId(row.CallerChannel))));
        await Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (row, _) =>
        {
            var remains = new CallRemains
            {
                CallerIsThere = callers.Contains(new ChannelId(row.CallerChannel)),
                OwnerLegs = [.. legs[new CallId(row.Id)].OrderBy(leg => leg.Creationtime)],
                Bridge = bridges.GetValueOrDefault(CallAdoption.BridgeOf(row)),
                AsteriskRestarted = asteriskStarted > row.StartedAt,
                EndedAt = endOf.TryGetValue(row.CallerChannel, out var end) ? end : null,
            };
            if (await TryAdoptAsync(row, remains))
            {
                lock (_claimed)
                    _claimed.Remove(row.Id);
            }
        });
    }

    private bool IsOwnersLeg(ChannelId channel) => Leg.DestinationOf(channel) is not null && CallId.TryParse(channel.Value) is { } call && IsWaiting(call);

    /// <summary>False when it is to be tried again.</summary>
    private async Task<bool> TryAdoptAsync(CallRow row, CallRemains remains)
    {
        try
        {
            // Ours once, then another process's, now ours again: only the row knows what happened in between.
            environment.Directory.Find(new CallId(row.Id))?.Post(new CallMessage.TakenOver());
            CallMetrics.Adopted.Add(1);
            await incoming.AdoptAsync(row, remains, environment);
            return true;
        }
        catch (Exception e) when (e is AriTransportException or DbException or OperationCanceledException or TimeoutException or IOException)
        {
            Log.AdoptionWaits(logger, environment.Node, row.Id, e.Message);
            return false;
        }
#pragma warning disable CA1031 // One call that can't be gone on with must not cost the others: it ends here, and its channels are removed as strays.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.AdoptionFailed(logger, environment.Node, row.Id, e);
            End(row);
            return true;
        }
    }

    private void End(CallRow row)
    {
        if (environment.Directory.Find(new CallId(row.Id)) is { } halfway)
            environment.Directory.Remove(halfway);
        row.EndedAt = environment.Time.GetUtcNow();
        row.EndSide = EndReason.Failed.Side;
        row.EndReason = EndReason.Failed.Word;
        environment.Journal.Write(row, recovered: true);
        CallMetrics.Ended.Add(1, new KeyValuePair<string, object?>("reason", EndReason.Failed.ToString()));
    }

    /// <summary>Nobody waits for it: without it such calls end when they are found.</summary>
    private async Task<IReadOnlyDictionary<string, DateTimeOffset>> FindEndsAsync(IEnumerable<CallRow> gone)
    {
        try
        {
            using var limit = new CancellationTokenSource(DatabaseBudget, environment.Time);
            return await ends.FindAsync(gone, limit.Token);
        }
        catch (Exception e) when (e is DbException or OperationCanceledException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            Log.EndsUnknown(logger, environment.Node, e.Message);
            return new Dictionary<string, DateTimeOffset>();
        }
    }
}
