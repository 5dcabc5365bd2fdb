using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace CallControl.Asterisk.Ari.Link;

/// <summary>Requests over HTTP that have no answer yet, by the things they are for: they may be overtaken by whatever is sent after them.</summary>
internal sealed class UnderWay(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Entry> _requests = new();

    /// <summary>How many things wait.</summary>
    public int Count => _requests.Count;

    /// <summary>How long the oldest of them waits; zero when none does.</summary>
    public TimeSpan LongestWait => _requests.Select(request => time.GetElapsedTime(request.Value.Since)).DefaultIfEmpty().Max();

    /// <summary>The one for these things, or both that are, if there is one.</summary>
    public bool TryFind(IReadOnlyList<string> subjects, [NotNullWhen(true)] out Task? request)
    {
        request = null;
        if (_requests.IsEmpty)
            return false;
        foreach (var subject in subjects)
        {
            if (_requests.TryGetValue(subject, out var found) && !found.Request.IsCompleted && found.Request != request)
                request = request is null ? found.Request : Task.WhenAll(request, found.Request);
        }

        return request is not null;
    }

    public void Add(IReadOnlyList<string> subjects, Task request)
    {
        var entry = new Entry(request, time.GetTimestamp());
        foreach (var subject in subjects)
            _requests[subject] = entry;
        _ = ForgetAsync(subjects, entry);
    }

    private async Task ForgetAsync(IReadOnlyList<string> subjects, Entry entry)
    {
        await entry.Request.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var subject in subjects)
            _requests.TryRemove(KeyValuePair.Create(subject, entry));
    }

    private sealed record Entry(Task Request, long Since);
}
