using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text;

namespace CallControl.Telemetry;

/// <summary>
/// Listens to our instruments and to those of the runtime, HTTP server and database client, and writes what they measured as a page for
/// Prometheus. Gauges are asked when the page is.
/// </summary>
internal sealed class MetricsCollector : IDisposable
{
    private readonly ConcurrentDictionary<Instrument, Metric> _metrics = new();
    private readonly MeterListener _listener = new();
    private readonly IMeterFactory _meters;
    private readonly ILogger<MetricsCollector> _logger;
    private readonly Lock _round = new();
    private long _rounds;

    public MetricsCollector(IMeterFactory meters, ILogger<MetricsCollector> logger)
    {
        _meters = meters;
        _logger = logger;
        _listener.InstrumentPublished = (instrument, listener) => Take(instrument, listener);
        _listener.MeasurementsCompleted = (instrument, state) => _metrics.TryRemove(instrument, out Metric? _);
        _listener.SetMeasurementEventCallback<long>((_, value, tags, metric) => Measure(value, tags, metric));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, metric) => Measure(value, tags, metric));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, metric) => Measure(value, tags, metric));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, metric) => Measure(value, tags, metric));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, metric) => Measure(value, tags, metric));
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, metric) => Measure(value, tags, metric));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, metric) => Measure((double)value, tags, metric));
        _listener.Start();
        MakeInstruments();
    }

    /// <summary>Everything measured so far, in Prometheus' text format.</summary>
    public string Page()
    {
        var page = new StringBuilder(64 * 1024);
        lock (_round)
        {
            _rounds++;
            ObserveGauges();
            // A page may name a metric only once: instruments of one name from several meters are shown together.
            foreach (var family in _metrics.Values.GroupBy(metric => metric.Name).OrderBy(family => family.Key, StringComparer.Ordinal))
                Write(page, family.First(), [.. family.Where(metric => metric.Kind == family.First().Kind)]);
        }

        return page.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Write(StringBuilder page, Metric metric, IReadOnlyList<Metric> family)
    {
        var series = family
            .SelectMany(one => one.Series.Where(of => !one.Instrument.IsObservable || of.WasSeenIn(_rounds)))
            .DistinctBy(one => one.Labels)
            .OrderBy(one => one.Labels, StringComparer.Ordinal)
            .ToArray();
        PrometheusText.Write(page, metric, series);
        // A rate is seen only from a second value on: what has not happened yet is 0.
        if (series.Length == 0 && metric.Kind == MetricKind.Counter)
            PrometheusText.WriteSample(page, metric.Name, "", 0);
    }

    private void Take(Instrument instrument, MeterListener listener)
    {
        // A meter of another application in this process (tests start several) has another scope; static ones have none.
        if (!MeterNames.Includes(instrument.Meter.Name) || (instrument.Meter.Scope is { } scope && scope != _meters))
            return;
        if (Metric.Of(instrument, metric => Log.TooManySeries(_logger, metric.Name, Metric.MostSeries)) is not { } metric)
            return;
        _metrics[instrument] = metric;
        listener.EnableMeasurementEvents(instrument, metric);
    }

    private void Measure(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var metric = (Metric)state!;
        var series = metric.Find(tags);
        if (metric.IsLastValue)
            series.Set(value, _rounds);
        else
            series.Add(value);
    }

    private void ObserveGauges()
    {
        try
        {
            _listener.RecordObservableInstruments();
        }
#pragma warning disable CA1031 // A gauge that fails must not take the page with it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.GaugeFailed(_logger, (e as AggregateException)?.InnerException?.Message ?? e.Message);
        }
    }

    /// <summary>Static classes that hold instruments are called …Metrics; made now, so that all of them are on the page before the first event.</summary>
    private static void MakeInstruments()
    {
        foreach (var assembly in new[] { typeof(Program).Assembly, typeof(Asterisk.Ari.AriClient).Assembly, typeof(Crm.Contracts.PhoneNumber).Assembly })
        {
            foreach (var type in assembly.GetTypes())
            {
                if (type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Metrics", StringComparison.Ordinal))
                    RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            }
        }
    }
}
