namespace CallControl.Asterisk;

/// <summary>
/// How long to wait before the next attempt: full jitter, a random time between nothing and a bound that doubles with every attempt.
/// Jitter keeps many clients of one restarted server from coming back in step.
/// </summary>
/// <param name="first">The bound of the first wait.</param>
/// <param name="longest">The bound never grows above this.</param>
/// <param name="random">Injected so that a test can tell the waits.</param>
public sealed class ReconnectDelay(TimeSpan first, TimeSpan longest, Random random)
{
    private int _attempt;

    /// <summary>Starts at 250 ms and grows to 15 s.</summary>
    public ReconnectDelay(Random random)
        : this(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(15), random)
    {
    }

    /// <summary>The wait before the next attempt.</summary>
    public TimeSpan Next()
    {
        var bound = Math.Min(longest.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, _attempt));
        if (bound < longest.TotalMilliseconds)
            _attempt++;
        return TimeSpan.FromMilliseconds(random.NextDouble() * bound);
    }

    /// <summary>Starts again from the first bound; called once a connection has proved good.</summary>
    public void Reset() => _attempt = 0;
}
