using CallControl.Bench.Load;
using CallControl.Bench.Measurement;
using CallControl.Bench.Report;
using CallControl.Bench.Rig;
using CallControl.Bench.Scenarios;
using CallControl.TestKit.Processes;

namespace CallControl.Bench.Runs;

/// <summary>What a call costs when there are few and when there are many, and while many others stand.</summary>
internal sealed class FlatRun(PartRun part, BenchPbx pbx, SippLoad load, IReadOnlyList<IScenario> scenarios)
{
    public const string Name = "flat";
    public const string WithStandingCalls = "standing";
    private const int Standing = 1000;
    private const int StandingRate = 50;
    private const int Seconds = 10;
    private const int Rounds = 2;
    private const int StandingRound = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly int[] Rates = [10, 50, 150];

    /// <summary>At every rate, in turns.</summary>
    public async Task<IReadOnlyList<SummaryLine>> RunAsync(CancellationToken cancellationToken)
    {
        List<Part> parts = [];
        for (var round = 1; round <= Rounds; round++)
            parts.AddRange(await RatesAsync(scenarios, round, cancellationToken));
        return Lines("cpu_ms_per_call_at", parts);
    }

    /// <summary>Without and with standing calls of ours. What those cost by standing there is measured first, printed and taken off.</summary>
    public async Task<IReadOnlyList<SummaryLine>> RunStandingAsync(CancellationToken cancellationToken)
    {
        var ours = scenarios.Single(scenario => scenario.Name == ScenarioNames.Ours);
        var alone = await RatesAsync([ours], 1, cancellationToken);
        await using var standing = await load.HoldAsync("standing", pbx.StandingCaller, ours.Numbers, StandingRate, Standing, cancellationToken);
        try
        {
            await Poll.UntilAsync(async () => (await pbx.BridgesAsync()).Count(channels => channels == 2) == Standing, Patience, $"{Standing} calls stand", cancellationToken);
            pbx.Standing = Standing;
            var before = part.Read(ours);
            await Task.Delay(TimeSpan.FromSeconds(Seconds), TimeProvider.System, cancellationToken);
            var idle = part.Read(ours) - before;
            Console.WriteLine(FormattableString.Invariant(
                $"{Standing} standing calls by themselves: {idle.All.TotalMilliseconds / Seconds:0} ms of CPU a second (Asterisk {idle.Asterisk.TotalMilliseconds / Seconds:0})"));
            var among = await RatesAsync([ours], StandingRound, cancellationToken);
            var lines = Lines("cpu_ms_per_call_at", alone).Concat(Lines("cpu_ms_per_call_among_1000_at", [.. among.Select(one => Without(one, idle))])).ToArray();
            return lines;
        }
        finally
        {
            pbx.Standing = 0;
            await pbx.HangUpAllAsync();
            await pbx.SettleAsync(CancellationToken.None);
        }
    }

    private async Task<IReadOnlyList<Part>> RatesAsync(IReadOnlyList<IScenario> those, int round, CancellationToken cancellationToken)
    {
        List<Part> parts = [];
        foreach (var rate in Rates)
        {
            foreach (var scenario in those)
                parts.Add(await part.MeasureAsync(scenario, rate, rate * Seconds, round, cancellationToken));
        }

        return parts;
    }

    /// <summary>Takes off what the standing calls cost in the time of this part.</summary>
    private static Part Without(Part one, CpuTimes idle) => one with { Cpu = one.Cpu - (idle * (one.Load.Elapsed.TotalSeconds / Seconds)) };

    private static IReadOnlyList<SummaryLine> Lines(string name, IReadOnlyList<Part> parts)
    {
        var lines = Rates.Select(rate => SummaryLine.Of($"{name}_{rate}", "ms", scenario => Of(scenario, rate))).ToList();
        // How far the dearest rate and the cheapest are from the middle between them.
        lines.Add(SummaryLine.Of($"{name}_spread", "%", scenario => Rates.Select(rate => Of(scenario, rate)).OfType<double>().ToArray() is { Length: > 0 } costs
            ? 100 * (costs.Max() - costs.Min()) / (costs.Max() + costs.Min())
            : null));
        foreach (var line in lines)
            Console.WriteLine(FormattableString.Invariant($"{line.Name,-40} ours {line.Ours:0.00} {line.Unit}, dialplan {line.Dialplan:0.00}, peer {line.Peer:0.00}"));
        return lines;

        double? Of(string scenario, int rate) =>
            Spread.Of(parts.Where(one => one.Scenario == scenario && one.Rate == rate).Select(one => one.PerCallOfAll))?.Median;
    }
}
