using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace CallControl.Telemetry;

/// <summary>
/// Prometheus' text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats), with names made from instruments' the way
/// OpenTelemetry's exporters make them: dots become underscores, the unit is added, a counter ends with <c>_total</c>.
/// </summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string NameOf(Instrument instrument, MetricKind kind)
    {
        var name = Clean(instrument.Name, colon: true);
        if (UnitWord(instrument.Unit) is { } unit && !name.EndsWith($"_{unit}", StringComparison.Ordinal))
            name = $"{name}_{unit}";
        return kind == MetricKind.Counter && !name.EndsWith("_total", StringComparison.Ordinal) ? $"{name}_total" : name;
    }

    /// <summary>Labels sorted by name, so that every order of the same ones is the same series.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        List<string> labels = new(tags.Length);
        foreach (var (name, value) in tags)
            labels.Add($"{Clean(name, colon: false)}=\"{EscapeValue(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}\"");
        labels.Sort(StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    /// <summary>One metric with everything that is measured of it.</summary>
    public static void Write(StringBuilder page, Metric metric, IEnumerable<Series> series)
    {
        if (metric.Instrument.Description is { Length: > 0 } help)
            page.Append("# HELP ").Append(metric.Name).Append(' ').Append(EscapeHelp(help)).Append('\n');
        page.Append("# TYPE ").Append(metric.Name).Append(' ').Append(WordOf(metric.Kind)).Append('\n');
        foreach (var one in series)
        {
            var (value, buckets) = one.Read();
            if (metric.Bounds is { } bounds)
                WriteHistogram(page, metric.Name, one.Labels, bounds, value, buckets);
            else
                WriteSample(page, metric.Name, one.Labels, value);
        }
    }

    public static void WriteSample(StringBuilder page, string name, string labels, double value)
    {
        page.Append(name);
        if (labels.Length > 0)
            page.Append('{').Append(labels).Append('}');
        page.Append(' ').Append(Number(value)).Append('\n');
    }

    private static void WriteHistogram(StringBuilder page, string name, string labels, IReadOnlyList<double> bounds, double sum, long[] buckets)
    {
        var separator = labels.Length > 0 ? "," : "";
        long count = 0;
        for (var bucket = 0; bucket < buckets.Length; bucket++)
        {
            count += buckets[bucket];
            var bound = bucket < bounds.Count ? Number(bounds[bucket]) : "+Inf";
            WriteSample(page, $"{name}_bucket", $"{labels}{separator}le=\"{bound}\"", count);
        }

        WriteSample(page, $"{name}_sum", labels, sum);
        WriteSample(page, $"{name}_count", labels, count);
    }

    private static string WordOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };

    private static string? UnitWord(string? unit) => unit switch
    {
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "%" => "percent",
        // "1", and words in braces, which only explain: {call}
        _ => null,
    };

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Clean(string name, bool colon)
    {
        var clean = string.Create(name.Length, name, (letters, from) =>
        {
            for (var at = 0; at < from.Length; at++)
                letters[at] = char.IsAsciiLetterOrDigit(from[at]) || (colon && from[at] == ':') ? from[at] : '_';
        });
        return clean.Length > 0 && char.IsAsciiDigit(clean[0]) ? $"_{clean}" : clean;
    }

    private static string EscapeValue(string value)
        => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string EscapeHelp(string help)
        => help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
