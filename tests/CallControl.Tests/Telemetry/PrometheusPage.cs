using System.Globalization;
using System.Text.RegularExpressions;

namespace CallControl.CallControl.Tests.Telemetry;

/// <summary>Reads a page as strictly as the text format 0.0.4 allows, and fails on whatever a Prometheus would refuse or misread.</summary>
internal sealed partial class PrometheusPage
{
    private readonly Dictionary<string, string> _types = [];
    private readonly Dictionary<(string Name, string Labels), double> _samples = [];
    private readonly HashSet<string> _helps = [];
    private readonly HashSet<string> _closed = [];
    private string _family = "";

    private PrometheusPage(string text)
    {
        text.ShouldEndWith("\n");
        text.ShouldNotContain("\r");
        foreach (var line in text[..^1].Split('\n'))
        {
            if (line.StartsWith('#'))
                ReadComment(line);
            else
                ReadSample(line);
        }

        foreach (var (name, type) in _types)
        {
            if (type == "histogram")
                CheckHistogram(name);
        }
    }

    /// <summary>Every metric with its type.</summary>
    public IReadOnlyDictionary<string, string> Types => _types;

    public IEnumerable<(string Name, string Labels)> Samples => _samples.Keys;

    public static PrometheusPage Parse(string text) => new(text);

    /// <summary>The value of one line; null when there is none.</summary>
    /// <param name="name">Of the sample, so with <c>_count</c> or <c>_bucket</c> for a histogram.</param>
    /// <param name="labels">Sorted by name, <c>le</c> last.</param>
    public double? Value(string name, string labels = "") => _samples.TryGetValue((name, labels), out var value) ? value : null;

    private void ReadComment(string line)
    {
        var match = Comment().Match(line);
        match.Success.ShouldBeTrue(line);
        Enter(match.Groups["name"].Value, line);
        if (match.Groups["help"].Success)
            _helps.Add(_family).ShouldBeTrue($"a second help: {line}");
        else
            _types.TryAdd(_family, match.Groups["type"].Value).ShouldBeTrue($"a second type: {line}");
        _samples.Keys.ShouldNotContain(sample => FamilyOf(sample.Name) == _family, $"after its samples: {line}");
    }

    private void ReadSample(string line)
    {
        var match = Sample().Match(line);
        match.Success.ShouldBeTrue(line);
        var name = match.Groups["name"].Value;
        var family = FamilyOf(name);
        _types.ShouldContainKey(family, $"no type before: {line}");
        Enter(family, line);
        (_types[family] == "counter").ShouldBe(family.EndsWith("_total", StringComparison.Ordinal), line);
        (_types[family] == "histogram").ShouldBe(name != family, line);
        var labels = match.Groups["labels"].Value;
        Label().Matches(labels).Select(label => label.Groups["name"].Value).ShouldBeUnique(line);
        var value = match.Groups["value"].Value switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            "NaN" => double.NaN,
            var number => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture),
        };
        _samples.TryAdd((name, labels), value).ShouldBeTrue($"twice: {line}");
    }

    /// <summary>Lines of one metric must stand together.</summary>
    private void Enter(string family, string line)
    {
        if (family == _family)
            return;
        _closed.Add(_family);
        _closed.ShouldNotContain(family, $"apart from its other lines: {line}");
        _family = family;
    }

    private string FamilyOf(string name)
    {
        foreach (var suffix in new[] { "_bucket", "_sum", "_count" })
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal) && _types.GetValueOrDefault(name[..^suffix.Length]) == "histogram")
                return name[..^suffix.Length];
        }

        return name;
    }

    private void CheckHistogram(string name)
    {
        var buckets = _samples.Where(sample => sample.Key.Name == $"{name}_bucket")
            .GroupBy(sample => LastLabel().Replace(sample.Key.Labels, ""))
            .ToDictionary(series => series.Key, series => series.Select(sample => (Bound: BoundOf(sample.Key.Labels), sample.Value)).ToArray());
        foreach (var (labels, series) in buckets)
        {
            series.Select(bucket => bucket.Bound).ShouldBeInOrder();
            series.Select(bucket => bucket.Value).ShouldBeInOrder();
            series[^1].Bound.ShouldBe(double.PositiveInfinity);
            Value($"{name}_count", labels).ShouldBe(series[^1].Value);
            Value($"{name}_sum", labels).ShouldNotBeNull();
        }

        _samples.Keys.Count(sample => sample.Name == $"{name}_count").ShouldBe(buckets.Count);
    }

    private static double BoundOf(string labels)
    {
        var bound = LastLabel().Match(labels).Groups["bound"].Value;
        return bound == "+Inf" ? double.PositiveInfinity : double.Parse(bound, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("""^# (?:HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<help>(?:[^\\]|\\\\|\\n)*)|TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram))$""")]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?<labels>[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\["\\n])*"(?:,[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\["\\n])*")*)\})? (?<value>[+-]Inf|NaN|-?[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]+)?)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("""(?:^|,)(?<name>[a-zA-Z_][a-zA-Z0-9_]*)="(?:[^"\\]|\\["\\n])*"(?=,|$)""")]
    private static partial Regex Label();

    [GeneratedRegex(""",?le="(?<bound>[^"]*)"$""")]
    private static partial Regex LastLabel();
}
