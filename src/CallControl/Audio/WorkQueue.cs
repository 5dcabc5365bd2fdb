using System.Collections.Concurrent;
using System.Threading.Channels;

namespace CallControl.Audio;

/// <summary>A bounded queue with one reader. What is queued, at work or waiting for another try isn't queued twice; failed work comes back after a growing wait.</summary>
internal sealed class WorkQueue<T>(WorkQueueSettings settings, Func<T, string> keyOf, TimeProvider time)
{
    private readonly Channel<Item> _channel = Channel.CreateBounded<Item>(new BoundedChannelOptions(settings.Capacity) { SingleReader = true });
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public int Count => _known.Count;

    /// <returns>False only when the queue is full.</returns>
    public bool TryAdd(T work)
    {
        var key = keyOf(work);
        if (!_known.TryAdd(key, true) || _channel.Writer.TryWrite(new Item(work, key, 0)))
            return true;
        _known.TryRemove(key, out _);
        return false;
    }

    /// <summary>Works until cancelled. The work gets the number of its attempt, from 1, and returns false to be tried again.</summary>
    public async Task RunAsync(Func<T, int, CancellationToken, Task<bool>> doAsync, CancellationToken stopping)
    {
        var waiting = new PriorityQueue<Item, DateTimeOffset>();
        while (true)
        {
            stopping.ThrowIfCancellationRequested();
            if (Next(waiting) is not { } item)
            {
                await WaitAsync(waiting, stopping);
                continue;
            }
            item = item with { Attempts = item.Attempts + 1 };
            if (await doAsync(item.Work, item.Attempts, stopping) || item.Attempts >= settings.Attempts)
                _known.TryRemove(item.Key, out _);
            else
                waiting.Enqueue(item, time.GetUtcNow() + WaitAfter(item.Attempts));
        }
    }

    private TimeSpan WaitAfter(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(settings.LongestWait.TotalSeconds, settings.FirstWait.TotalSeconds * Math.Pow(2, attempts - 1)));

    private Item? Next(PriorityQueue<Item, DateTimeOffset> waiting)
    {
        if (waiting.TryPeek(out _, out var due) && due <= time.GetUtcNow())
            return waiting.Dequeue();
        return _channel.Reader.TryRead(out var item) ? item : null;
    }

    private async Task WaitAsync(PriorityQueue<Item, DateTimeOffset> waiting, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var news = _channel.Reader.WaitToReadAsync(either.Token).AsTask();
        var due = waiting.TryPeek(out _, out var at)
            ? Task.Delay(at > time.GetUtcNow() ? at - time.GetUtcNow() : TimeSpan.Zero, time, either.Token)
            : Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token);
        await Task.WhenAny(news, due);
        await either.CancelAsync();
    }

    private sealed record Item(T Work, string Key, int Attempts);
}
