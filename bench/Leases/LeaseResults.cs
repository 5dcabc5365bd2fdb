using CallControl.Bench.Measurement;
using CallControl.Bench.Report;

namespace CallControl.Bench.Leases;

/// <summary>All rounds of all ways to lease.</summary>
internal sealed record LeaseResults(IReadOnlyList<(string Leaser, LeaseFigures Figures)> Rounds)
{
    public Spread Of(string leaser, Func<LeaseFigures, double> figure) =>
        Spread.Of(Rounds.Where(round => round.Leaser == leaser).Select(round => figure(round.Figures)))!;

    public IEnumerable<SummaryLine> Lines() =>
    [
        Line("leases_per_second", "leases/s", "pool", figures => figures.PerSecond),
        Line("leases_per_second_http", "leases/s", "HTTP", figures => figures.PerSecond),
        Line("lease_p99_http", "ms", "HTTP", figures => figures.P99Ms),
        Line("lease_p99_pool", "ms", "pool", figures => figures.P99Ms),
    ];

    // The peer is pgbench.
    private SummaryLine Line(string name, string unit, string leaser, Func<LeaseFigures, double> figure) =>
        new(name, unit, Math.Round(Of(leaser, figure).Median, 2), null, Math.Round(Of("pgbench", figure).Median, 2));
}
