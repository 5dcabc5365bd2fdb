using System.Text.Json;
using System.Text.Json.Serialization;
using CallControl.Bench.Measurement;
using CallControl.Bench.Rig;

namespace CallControl.Bench.Report;

/// <summary>Writes summary.json (one figure per name) and rounds.json (all that was measured).</summary>
internal static class Summary
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>summary.json alone. Figures of an earlier run that this one did not measure stay: see --only.</summary>
    public static async Task WriteAsync(string folder, IReadOnlyCollection<SummaryLine> lines, CancellationToken cancellationToken)
    {
        var earlier = await ReadAsync(folder);
        var measured = lines.Where(line => line is not { Ours: null, Dialplan: null, Peer: null }).ToArray();
        var names = measured.Select(line => line.Name).ToHashSet();
        await File.WriteAllTextAsync(FileIn(folder), JsonSerializer.Serialize(measured.Concat(earlier.Where(line => !names.Contains(line.Name))), Format), cancellationToken);
    }

    public static async Task<SummaryLine[]> ReadAsync(string folder) => File.Exists(FileIn(folder))
        ? JsonSerializer.Deserialize<SummaryLine[]>(await File.ReadAllTextAsync(FileIn(folder)), Format)!
        : [];

    /// <summary>rounds.json.</summary>
    public static Task WriteRoundsAsync(string folder, Results results, Machine machine, CancellationToken cancellationToken)
    {
        var all = new { Machine = machine, results.ReferenceRate, results.Parts, results.Searched, results.DialDelays };
        return File.WriteAllTextAsync(Path.Combine(folder, "rounds.json"), JsonSerializer.Serialize(all, Format), cancellationToken);
    }

    public static IEnumerable<SummaryLine> Lines(IReadOnlyDictionary<string, DialDelays> delays) =>
    [
        SummaryLine.Of("press1_to_invite_ms_p50", "ms", scenario => delays.GetValueOrDefault(scenario)?.Median),
        SummaryLine.Of("press1_to_invite_ms_p99", "ms", scenario => delays.GetValueOrDefault(scenario)?.P99),
    ];

    public static IEnumerable<SummaryLine> Lines(Results results) =>
    [
        SummaryLine.Of("calls_per_second_without_failure", "calls/s", scenario => results.RateWithoutFailure(scenario)),
        SummaryLine.Of("failed_calls", "calls", scenario => results.FailedCalls(scenario)),
        Cpu("app_cpu_ms_per_call", results, cpu => cpu.App),
        Cpu("asterisk_cpu_ms_per_call", results, cpu => cpu.Asterisk),
        Cpu("postgres_cpu_ms_per_call", results, cpu => cpu.Postgres),
        .. Lines(results.DialDelays),
        SummaryLine.Of("rss_growth_ratio", "ratio", results.Growth),
    ];

    private static SummaryLine Cpu(string name, Results results, Func<CpuTimes, TimeSpan?> program) =>
        SummaryLine.Of(name, "ms", scenario => results.PerCall(scenario, results.ReferenceRate, program)?.Median);

    private static string FileIn(string folder) => Path.Combine(folder, "summary.json");
}
