using CallControl.Delivery.Recovery;
using CallControl.Enterprises;
using Microsoft.Extensions.Options;

namespace CallControl.Cdr;

/// <summary>Reads on in a node's call records, tells CRMs of calls nobody has seen, and remembers how far it came. What is read twice after a crash is told once all the same.</summary>
internal sealed class CdrReader(
    CdrPositions positions, CdrCalls calls, RecoveredCalls recovered, EnterpriseDirectory enterprises, IOptions<CdrOptions> options, TimeProvider time, ILogger<CdrReader> logger)
{
    /// <summary>The first time only the end is marked: what happened before the file was configured is not told.</summary>
    /// <returns>False when it was not the first time.</returns>
    public async Task<bool> BeginAsync(string node, CdrFile file, CancellationToken cancellationToken)
    {
        if (await positions.FindAsync(node, cancellationToken) is not null)
            return false;
        var end = file.FindEnd();
        await positions.SaveAsync(node, end, cancellationToken);
        Log.Began(logger, node, file.Path, end.Offset);
        return true;
    }

    /// <returns>How many calls were told.</returns>
    public async Task<int> ReadAsync(string node, string extensionEndpoint, CdrFile file, CancellationToken cancellationToken)
    {
        var told = 0;
        while (await positions.FindAsync(node, cancellationToken) is { } position)
        {
            var settled = time.GetUtcNow() - options.Value.Settle;
            var part = file.Read(position, out var isLost);
            if (isLost)
                Log.Lost(logger, node, file.Path);
            var ready = part.TakeWhile(entry => entry.Row is null || entry.Row.EndedAt <= settled).ToList();
            if (ready.Count == 0)
                break;
            var unseen = await calls.FindUnseenAsync([.. ready.Select(entry => entry.Row).OfType<CdrRow>()], extensionEndpoint, cancellationToken);
            var ours = unseen.Where(call => enterprises.Find(call.Enterprise) is not null).ToList();
            if (ours.Count > 0)
            {
                await recovered.TellAsync(ours, cancellationToken);
                Log.Found(logger, node, ours.Count, ours.Min(call => call.StartedAt), ours.Max(call => call.EndedAt));
            }

            told += ours.Count;
            await positions.SaveAsync(node, ready[^1].After, cancellationToken);
            if (ready.Count < part.Count)
                break;
        }

        return told;
    }

    /// <summary>When channels ended, as far as it is in what was not read yet.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> FindEndsAsync(string node, CdrFile file, IReadOnlySet<string> channels, CancellationToken cancellationToken)
    {
        var ends = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var position = await positions.FindAsync(node, cancellationToken);
        while (position is { } from)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = file.Read(from, out _);
            foreach (var row in part.Select(entry => entry.Row).OfType<CdrRow>().Where(row => channels.Contains(row.UniqueId)))
                ends[row.UniqueId] = ends.TryGetValue(row.UniqueId, out var end) && end > row.EndedAt ? end : row.EndedAt;
            position = part.Count == 0 ? null : part[^1].After;
        }

        return ends;
    }
}
