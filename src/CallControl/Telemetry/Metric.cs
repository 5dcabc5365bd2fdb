using System.Diagnostics.Metrics;

namespace CallControl.Telemetry;

/// <summary>An instrument and what it has measured.</summary>
internal sealed class Metric
{
    public const int MostSeries = 1000;

    private const string OverflowLabels = "overflow=\"true\"";

    // The boundaries that OpenTelemetry gives an instrument without a wish of its own; the first for seconds.
    private static readonly double[] SecondsBounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
    private static readonly double[] OtherBounds = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000];

    private readonly Lock _growing = new();
    private readonly Action<Metric> _onOverflow;
    private Entry[] _entries = [];

    private Metric(Instrument instrument, MetricKind kind, IReadOnlyList<double>? bounds, Action<Metric> onOverflow)
    {
        _onOverflow = onOverflow;
        Instrument = instrument;
        Kind = kind;
        Bounds = bounds;
        Name = PrometheusText.NameOf(instrument, kind);
        IsLastValue = instrument.IsObservable || instrument.GetType().GetGenericTypeDefinition() == typeof(Gauge<>);
    }

    public Instrument Instrument { get; }

    public MetricKind Kind { get; }

    /// <summary>The name on the page.</summary>
    public string Name { get; }

    /// <summary>Null unless this is a histogram.</summary>
    public IReadOnlyList<double>? Bounds { get; }

    /// <summary>Whether a measurement takes the place of the one before instead of being added to it.</summary>
    public bool IsLastValue { get; }

    /// <summary>Every set of labels once.</summary>
    public IEnumerable<Series> Series => Volatile.Read(ref _entries).Select(entry => entry.Series).Distinct();

    /// <summary>Null for an instrument of a kind that is not known here.</summary>
    public static Metric? Of(Instrument instrument, Action<Metric> onOverflow)
    {
        var generic = instrument.GetType().IsGenericType ? instrument.GetType().GetGenericTypeDefinition() : null;
        if (generic == typeof(Counter<>) || generic == typeof(ObservableCounter<>))
            return new Metric(instrument, MetricKind.Counter, null, onOverflow);
        if (generic == typeof(Histogram<>))
            return new Metric(instrument, MetricKind.Histogram, BoundsOf(instrument), onOverflow);
        return generic is null ? null : new Metric(instrument, MetricKind.Gauge, null, onOverflow);
    }

    /// <summary>The series of these labels, in whatever order they come. Of few series: one look along them is quicker than a dictionary.</summary>
    public Series Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = HashOf(tags);
        foreach (var entry in Volatile.Read(ref _entries))
        {
            if (entry.Hash == hash && entry.Is(tags))
                return entry.Series;
        }

        return Grow(tags, hash);
    }

    private Series Grow(ReadOnlySpan<KeyValuePair<string, object?>> tags, int hash)
    {
        lock (_growing)
        {
            foreach (var entry in _entries)
            {
                if (entry.Hash == hash && entry.Is(tags))
                    return entry.Series;
            }

            if (_entries.Length >= MostSeries)
                return Overflow();
            var labels = PrometheusText.Labels(tags);
            var series = Array.Find(_entries, entry => entry.Series.Labels == labels)?.Series ?? new Series(labels, Bounds);
            Volatile.Write(ref _entries, [.. _entries, new Entry(hash, tags.ToArray(), series)]);
            return series;
        }
    }

    private Series Overflow()
    {
        if (Array.Find(_entries, entry => entry.Series.Labels == OverflowLabels)?.Series is { } there)
            return there;
        var series = new Series(OverflowLabels, Bounds);
        // Its tags are never looked for: whatever comes beyond the limit arrives here.
        Volatile.Write(ref _entries, [.. _entries, new Entry(0, [new("overflow", this)], series)]);
        _onOverflow(this);
        return series;
    }

    private static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = default(HashCode);
        foreach (var (_, value) in tags)
            hash.Add(value);
        return hash.ToHashCode();
    }

    private static IReadOnlyList<double> BoundsOf(Instrument instrument)
    {
        IEnumerable<double>? wished = instrument switch
        {
            Instrument<double> of => of.Advice?.HistogramBucketBoundaries,
            Instrument<long> of => of.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound),
            Instrument<int> of => of.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound),
            _ => null,
        };
        return wished is null ? instrument.Unit == "s" ? SecondsBounds : OtherBounds : [.. wished];
    }

    private sealed record Entry(int Hash, KeyValuePair<string, object?>[] Tags, Series Series)
    {
        public bool Is(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.Length != Tags.Length)
                return false;
            for (var at = 0; at < tags.Length; at++)
            {
                if (tags[at].Key != Tags[at].Key || !Equals(tags[at].Value, Tags[at].Value))
                    return false;
            }

            return true;
        }
    }
}
