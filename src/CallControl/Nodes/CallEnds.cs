using CallControl.Calls;
using CallControl.Cdr;

namespace CallControl.Nodes;

/// <summary>When calls ended that had nobody to see it, as far as Asterisk's call records say.</summary>
internal sealed class CallEnds(string node, CdrFile? file, CdrReader records)
{
    /// <returns>By the caller's channel.</returns>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> FindAsync(IEnumerable<CallRow> gone, CancellationToken cancellationToken)
    {
        var channels = file is null ? [] : gone.Select(row => row.CallerChannel).ToHashSet(StringComparer.Ordinal);
        return channels.Count == 0 ? new Dictionary<string, DateTimeOffset>() : await records.FindEndsAsync(node, file!, channels, cancellationToken);
    }
}
