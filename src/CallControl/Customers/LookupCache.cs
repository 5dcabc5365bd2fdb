using System.Collections.Concurrent;

namespace CallControl.Customers;

/// <summary>
/// Remembers answers, and lets all who ask the same at once share one question. A question that failed is not remembered. Who asks waits no longer than his budget, while
/// the question goes on: its answer is there for whoever asks next.
/// </summary>
/// <typeparam name="T">The answer; null stands for "nobody knows".</typeparam>
internal sealed class LookupCache<T>(LookupOptions options, TimeProvider time)
    where T : class
{
    private readonly ConcurrentDictionary<(string Enterprise, string Phone), Entry> _entries = new();
    private long _hits;
    private long _misses;

    /// <summary>Questions answered from memory, and those that a CRM was asked.</summary>
    public (long Hits, long Misses) Counts => (Interlocked.Read(ref _hits), Interlocked.Read(ref _misses));

    public int Count => _entries.Count;

    /// <summary>Asks, or remembers.</summary>
    /// <param name="key">What about.</param>
    /// <param name="fresh">True to ask although the answer is remembered.</param>
    /// <param name="ask">The question; its token is ours, not the asker's.</param>
    /// <param name="cancellation">The asker's.</param>
    /// <returns>False when there is no answer within the budget.</returns>
    /// <exception cref="Exception">Whatever the question failed with.</exception>
    public async Task<(bool Answered, T? Answer)> GetAsync(
        (string Enterprise, string Phone) key, bool fresh, Func<CancellationToken, Task<T?>> ask, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (!fresh && _entries.TryGetValue(key, out var known) && (known.Until is not { } until || until > now))
        {
            Interlocked.Increment(ref _hits);
        }
        else
        {
            Interlocked.Increment(ref _misses);
            if (_entries.Count >= options.MostRemembered)
                MakeRoom(now);
            var mine = new Entry();
            // Others may come between; the first entry is everybody's.
            known = fresh ? _entries[key] = mine : _entries.AddOrUpdate(key, mine, (_, other) => other.Until is { } over && over <= now ? mine : other);
            if (ReferenceEquals(known, mine))
                _ = AskAsync(key, mine, ask);
        }

        try
        {
            return (true, await known.Answer.Task.WaitAsync(options.Budget, time, cancellation));
        }
        catch (TimeoutException) when (!known.Answer.Task.IsCompleted)
        {
            return (false, null);
        }
    }

    /// <summary>Forgets an enterprise: its settings have changed.</summary>
    public void Forget(string enterprise)
    {
        foreach (var key in _entries.Keys.Where(key => key.Enterprise == enterprise))
            _entries.TryRemove(key, out _);
    }

    public void Clear() => _entries.Clear();

    private async Task AskAsync((string, string) key, Entry entry, Func<CancellationToken, Task<T?>> ask)
    {
        using var limit = new CancellationTokenSource(options.LongestQuestion, time);
        try
        {
            var answer = await ask(limit.Token);
            // Spread, so that what was asked at once is not asked again at once.
            entry.Until = time.GetUtcNow() + (answer is null ? options.KeepUnknown * (1 + Random.Shared.NextDouble()) : options.KeepFound);
            entry.Answer.TrySetResult(answer);
        }
#pragma warning disable CA1031 // Whatever it failed with is for those who asked.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _entries.TryRemove(new KeyValuePair<(string, string), Entry>(key, entry));
            entry.Answer.TrySetException(e is OperationCanceledException ? new TimeoutException("no answer in time") : e);
            _ = entry.Answer.Task.Exception; // seen: perhaps nobody waits any more
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (key, _) in _entries.Where(entry => entry.Value.Until <= now))
            _entries.TryRemove(key, out _);
        // All of them alive: a tenth goes, whichever.
        foreach (var key in _entries.Keys.Take(_entries.Count >= options.MostRemembered ? (options.MostRemembered / 10) + 1 : 0))
            _entries.TryRemove(key, out _);
    }

    private sealed class Entry
    {
        private long _until;

        public TaskCompletionSource<T?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Null while the question runs.</summary>
        public DateTimeOffset? Until
        {
            get => Volatile.Read(ref _until) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
            set => Volatile.Write(ref _until, value!.Value.UtcTicks);
        }
    }
}
