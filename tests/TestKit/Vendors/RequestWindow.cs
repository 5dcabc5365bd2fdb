namespace CallControl.TestKit.Vendors;

/// <summary>Counts requests as a vendor does: so many in any span of time, so many at once.</summary>
public sealed class RequestWindow(int requests, TimeSpan per, int parallel, TimeProvider time)
{
    private readonly Queue<long> _begun = new();
    private int _underway;

    public int Limit => requests;

    public TimeSpan Per => per;

    public int Remaining
    {
        get
        {
            lock (_begun)
                return Math.Max(0, requests - _begun.Count);
        }
    }

    /// <summary>The most that were under way at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <returns>How long until there is room again; zero when the request is let in and <see cref="Leave"/> must follow; null when too many are under way.</returns>
    public TimeSpan? Enter()
    {
        lock (_begun)
        {
            var now = time.GetTimestamp();
            while (_begun.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) >= per)
                _begun.Dequeue();
            if (_underway >= parallel)
                return null;
            if (_begun.Count >= requests)
                return per - time.GetElapsedTime(_begun.Peek(), now);
            _begun.Enqueue(now);
            MostAtOnce = Math.Max(MostAtOnce, ++_underway);
            return TimeSpan.Zero;
        }
    }

    public void Leave()
    {
        lock (_begun)
            _underway--;
    }
}
