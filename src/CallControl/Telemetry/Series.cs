namespace CallControl.Telemetry;

/// <summary>One line of numbers: an instrument with one set of labels.</summary>
/// <param name="labels">As Prometheus writes them, <c>node="pbx",stage="ringing"</c>; empty without labels.</param>
/// <param name="bounds">Upper bounds of a histogram's buckets; null for other instruments.</param>
internal sealed class Series(string labels, IReadOnlyList<double>? bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[(bounds?.Count ?? 0) + 1];
    private double _value;
    private long _seenIn;

    public string Labels { get; } = labels;

    /// <summary>A counter's step, or a histogram's measurement.</summary>
    public void Add(double value)
    {
        lock (_lock)
        {
            _value += value;
            if (bounds is null)
                return;
            var bucket = 0;
            while (bucket < bounds.Count && value > bounds[bucket])
                bucket++;
            _buckets[bucket]++;
        }
    }

    /// <summary>A gauge's value.</summary>
    /// <param name="value">What it shows.</param>
    /// <param name="round">When it was asked; a series that a later round does not name has ended.</param>
    public void Set(double value, long round)
    {
        lock (_lock)
        {
            _value = value;
            _seenIn = round;
        }
    }

    public bool WasSeenIn(long round)
    {
        lock (_lock)
            return _seenIn == round;
    }

    /// <summary>The value (of a histogram: the sum), and how many measurements each bucket has, the one without a bound last.</summary>
    public (double Value, long[] Buckets) Read()
    {
        lock (_lock)
            return (_value, [.. _buckets]);
    }
}
