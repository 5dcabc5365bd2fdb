using System.Collections.Concurrent;
using CallControl.Asterisk.Ari.Requests;

namespace CallControl.Asterisk.Ari.Link;

/// <summary>The requests of one websocket that wait for their answers.</summary>
internal sealed class PendingRequests(AriLinkOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, PendingRequest> _pending = new();
    private long _lastId;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>How long the oldest one waits; zero when none does.</summary>
    public TimeSpan Age => _pending.Select(pending => time.GetElapsedTime(pending.Value.Since)).DefaultIfEmpty().Max();

    /// <summary>Whether one of them is for the same channel, bridge or playback.</summary>
    public bool HasOneFor(IReadOnlyList<string> subjects) => _pending.Any(pending => pending.Value.Request.Subjects.Any(subjects.Contains));

    public (long Id, PendingRequest Request) Add(AriRequest request)
    {
        var id = Interlocked.Increment(ref _lastId);
        var pending = new PendingRequest(request, time.GetTimestamp(), request.Timeout ?? options.RequestTimeout);
        _pending[id] = pending;
        Interlocked.Increment(ref _count);
        return (id, pending);
    }

    /// <summary>Those whose answer should have come by now.</summary>
    public IEnumerable<KeyValuePair<long, PendingRequest>> Overdue()
        => _pending.Where(pending => time.GetElapsedTime(pending.Value.Since) > pending.Value.Timeout);

    /// <summary>False for an answer that nobody waits for any more.</summary>
    public bool Complete(long id, AriResponse response) => Take(id)?.TrySetResult(response) ?? false;

    public void Fail(long id, string reason, bool linkLost)
    {
        if (Take(id) is { } pending)
            pending.TrySetException(new AriTransportException($"{pending.Request} to {options.Node}: {reason}.") { IsLinkLost = linkLost });
    }

    /// <summary>The link is gone.</summary>
    public void FailAll(string reason)
    {
        foreach (var (id, _) in _pending)
            Fail(id, reason, linkLost: true);
    }

    private PendingRequest? Take(long id)
    {
        if (!_pending.TryRemove(id, out var pending))
            return null;
        Interlocked.Decrement(ref _count);
        return pending;
    }
}
