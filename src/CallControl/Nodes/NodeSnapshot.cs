using System.Collections.Concurrent;
using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Model;

namespace CallControl.Nodes;

/// <summary>
/// What our application has in one Asterisk at one moment: the ids of its channels, in one short answer; more of a channel is asked for where it is needed. A list of all
/// channels would say everything at once, and is what makes an answer too long for Asterisk (<see cref="Asterisk.Ari.Requests.ChannelRequests.ListAsync"/>).
/// </summary>
/// <param name="asterisk">The server.</param>
/// <param name="ours">The channels that our application hears of; the others are not our business.</param>
internal sealed class NodeSnapshot(AriClient asterisk, IReadOnlySet<ChannelId> ours)
{
    private const int QuestionsAtOnce = 32;

    public IReadOnlySet<ChannelId> Ours => ours;

    /// <summary>Null when Asterisk knows no such application.</summary>
    /// <exception cref="AriException">Asterisk could not be asked.</exception>
    public static async Task<NodeSnapshot?> TakeAsync(AriClient asterisk, string application)
        => await asterisk.Applications.FindAsync(application) is { } found
            ? new NodeSnapshot(asterisk, found.ChannelIds.Select(id => new ChannelId(id)).ToHashSet())
            : null;

    /// <summary>Those of the channels that exist, in our application or not yet: one that the manager interface made enters it when it is answered.</summary>
    public async Task<IReadOnlySet<ChannelId>> ExistingAsync(IEnumerable<ChannelId> channels)
    {
        var asked = channels.ToHashSet();
        var existing = asked.Where(ours.Contains).ToHashSet();
        existing.UnionWith((await FindAsync(asked.Except(existing))).Select(channel => channel.Id));
        return existing;
    }

    /// <summary>The channels, without those that have gone.</summary>
    public Task<IReadOnlyList<Channel>> FindAsync(IEnumerable<ChannelId> channels) => AskAsync(channels, id => asterisk.Channels.FindAsync(id));

    /// <summary>The bridges, without those that there are not.</summary>
    public Task<IReadOnlyList<Bridge>> FindAsync(IEnumerable<BridgeId> bridges) => AskAsync(bridges, id => asterisk.Bridges.FindAsync(id));

    private static async Task<IReadOnlyList<T>> AskAsync<TId, T>(IEnumerable<TId> ids, Func<TId, Task<T?>> ask)
        where T : class
    {
        ConcurrentBag<T> found = [];
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = QuestionsAtOnce }, async (id, _) =>
        {
            if (await ask(id) is { } one)
                found.Add(one);
        });
        return [.. found];
    }
}
