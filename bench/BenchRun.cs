using CallControl.Bench.Load;
using CallControl.Bench.Measurement;
using CallControl.Bench.Report;
using CallControl.Bench.Rig;
using CallControl.Bench.Scenarios;
using CallControl.TestKit.Processes;

namespace CallControl.Bench;

/// <summary>Runs every scenario at every rate in every round, A B A B …, on one Asterisk.</summary>
internal sealed class BenchRun(BenchOptions options, BenchPbx pbx, IReadOnlyList<IScenario> scenarios, string folder)
{
    private const int WarmUp = 0;
    // Gentle and long: connections are opened and code is compiled before the first counted call.
    private const int WarmUpRate = 50;
    private const int WarmUpSeconds = 12;
    private static readonly TimeSpan RecordPatience = TimeSpan.FromSeconds(3);
    private readonly SippLoad _load = new(pbx.Sip, pbx.Caller, pbx.Owner, folder);

    public async Task<Results> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var scenario in scenarios)
        {
            await new FlowCheck(pbx, _load).RunAsync(scenario, cancellationToken);
            await MeasureAsync(scenario, Math.Min(WarmUpRate, options.Rates[^1]), WarmUp, cancellationToken);
        }

        List<Part> parts = [];
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var rate in options.Rates)
            {
                foreach (var scenario in scenarios)
                    parts.Add(await MeasureAsync(scenario, rate, round, cancellationToken));
            }
        }

        return new Results([.. scenarios.Select(scenario => scenario.Name)], options.Rates, parts);
    }

    private async Task<Part> MeasureAsync(IScenario scenario, int rate, int round, CancellationToken cancellationToken)
    {
        var bridgedBefore = await scenario.CountBridgedAsync(cancellationToken);
        var before = Read(scenario);
        var load = await _load.RunAsync(
            FormattableString.Invariant($"{scenario.Name}-{rate}-{round}"), scenario.Numbers, rate, rate * (round == WarmUp ? WarmUpSeconds : options.Seconds),
            cancellationToken);
        var leftover = await pbx.SettleAsync(cancellationToken);
        var cpu = Read(scenario) - before;
        load = load with { Bridged = await CountBridgedAsync(scenario, bridgedBefore, load.Calls, cancellationToken) };
        var part = new Part(scenario.Name, rate, round, load, cpu, leftover);
        Console.WriteLine(FormattableString.Invariant(
            $"{(round == WarmUp ? "warm-up" : $"round {round}"),-8} {rate,4} calls/s  {scenario.Name,-8} {load.Calls,6} calls {load.Failed,5} failed  ms/call: {Describe(part)}"));
        return part;
    }

    /// <summary>What the scenario wrote down of this part; it may write a little later than the calls end.</summary>
    private static async Task<int?> CountBridgedAsync(IScenario scenario, int? before, int expected, CancellationToken cancellationToken)
    {
        int? bridged = null;
        try
        {
            await Poll.UntilAsync(
                async () => (bridged = await scenario.CountBridgedAsync(cancellationToken) - before) is null || bridged >= expected,
                RecordPatience, "all calls are written down", cancellationToken);
        }
        catch (TimeoutException)
        {
            // What is missing counts as failed.
        }

        return bridged;
    }

    private static string Describe(Part part) => string.Join("  ",
        new (string Name, TimeSpan? Cpu)[] { ("Asterisk", part.Cpu.Asterisk), ("app", part.Cpu.App), ("PostgreSQL", part.Cpu.Postgres) }
            .Where(program => program.Cpu is not null)
            .Select(program => FormattableString.Invariant($"{program.Name} {part.PerCall(program.Cpu!.Value):0.00}"))
            .Append(part.Leftover is null ? "" : $"LEFT OVER: {part.Leftover}"));

    private CpuTimes Read(IScenario scenario) => new(pbx.Cpu.Read(), scenario.App?.Read(), scenario.Postgres?.Read());
}
