using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace CallControl.Asterisk.Ari.Link;

/// <summary>Requests over HTTP that have no answer yet, by the thing they are for: they may be overtaken by whatever is sent after them.</summary>
internal sealed class UnderWay
{
    private readonly ConcurrentDictionary<string, Task> _requests = new();

    /// <summary>The one for this thing, if there is one.</summary>
    public bool TryFind(string? subject, [NotNullWhen(true)] out Task? request)
    {
        request = null;
        return subject is not null && !_requests.IsEmpty && _requests.TryGetValue(subject, out request) && !request.IsCompleted;
    }

    public void Add(string subject, Task request)
    {
        _requests[subject] = request;
        _ = ForgetAsync(subject, request);
    }

    private async Task ForgetAsync(string subject, Task request)
    {
        await request.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _requests.TryRemove(KeyValuePair.Create(subject, request));
    }
}
