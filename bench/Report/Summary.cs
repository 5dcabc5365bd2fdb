using System.Text.Json;
using System.Text.Json.Serialization;
using CallControl.Bench.Measurement;
using CallControl.Bench.Rig;
using CallControl.Bench.Scenarios;

namespace CallControl.Bench.Report;

/// <summary>Writes summary.json (one figure per name) and rounds.json (all that was measured).</summary>
internal static class Summary
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>summary.json alone.</summary>
    public static Task WriteAsync(string folder, IEnumerable<SummaryLine> lines, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(Path.Combine(folder, "summary.json"), JsonSerializer.Serialize(lines, Format), cancellationToken);

    /// <param name="folder">Takes the files.</param>
    /// <param name="results">Of the calls.</param>
    /// <param name="machine">What it ran on.</param>
    /// <param name="others">Figures that are not of calls.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task WriteAsync(string folder, Results results, Machine machine, IEnumerable<SummaryLine> others, CancellationToken cancellationToken)
    {
        await WriteAsync(folder, [.. Lines(results), .. others], cancellationToken);
        var all = new { Machine = machine, results.ReferenceRate, results.Parts };
        await File.WriteAllTextAsync(Path.Combine(folder, "rounds.json"), JsonSerializer.Serialize(all, Format), cancellationToken);
    }

    private static SummaryLine[] Lines(Results results) =>
    [
        Line("calls_per_second_without_failure", "calls/s", scenario => results.RateWithoutFailure(scenario)),
        Line("failed_calls", "calls", scenario => results.FailedCalls(scenario)),
        Cpu("app_cpu_ms_per_call", results, cpu => cpu.App),
        Cpu("asterisk_cpu_ms_per_call", results, cpu => cpu.Asterisk),
        Cpu("postgres_cpu_ms_per_call", results, cpu => cpu.Postgres),
    ];

    private static SummaryLine Cpu(string name, Results results, Func<CpuTimes, TimeSpan?> program) =>
        Line(name, "ms", scenario => results.PerCall(scenario, results.ReferenceRate, program)?.Median);

    private static SummaryLine Line(string name, string unit, Func<string, double?> value) =>
        new(name, unit, Rounded(value(ScenarioNames.Ours)), Rounded(value(ScenarioNames.Dialplan)), Rounded(value(ScenarioNames.Peer)));

    private static double? Rounded(double? value) => value is { } number ? Math.Round(number, 2) : null;
}
