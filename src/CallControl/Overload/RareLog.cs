namespace CallControl.Overload;

/// <summary>Keeps a flood out of the log: lets one through at once and then one a minute, which tells how many there were meanwhile.</summary>
internal sealed class RareLog(TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;
    private long _kept;

    /// <summary>How many there were since the last one that was logged, this one included; null when this one is kept back.</summary>
    public long? Count()
    {
        lock (_lock)
        {
            _kept++;
            var now = time.GetUtcNow();
            if (now < _next)
                return null;
            var count = _kept;
            (_next, _kept) = (now + Period, 0);
            return count;
        }
    }
}
