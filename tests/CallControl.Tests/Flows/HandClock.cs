namespace CallControl.CallControl.Tests.Flows;

/// <summary>A clock that stands until it is moved; timers run out in their order while it moves.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<HandTimer> _timers = [];
    private DateTimeOffset _now = System.GetUtcNow();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers are set.</summary>
    public int Timers
    {
        get
        {
            lock (_gate)
                return _timers.Count;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Pass(TimeSpan time)
    {
        HandTimer[] due;
        lock (_gate)
        {
            _now += time;
            due = [.. _timers.Where(timer => timer.Due <= _now).OrderBy(timer => timer.Due)];
            _timers.RemoveAll(due.Contains);
        }

        foreach (var timer in due)
            timer.RunOut();
    }

    private sealed class HandTimer(HandClock clock, Action runOut) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void RunOut() => runOut();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock._now + dueTime;
                clock._timers.Add(this);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
