using CallControl.Bench.Load;
using CallControl.Bench.Measurement;
using CallControl.Bench.Rig;
using CallControl.Bench.Scenarios;
using CallControl.TestKit.Processes;

namespace CallControl.Bench.Runs;

/// <summary>Puts one load on one scenario and measures what it costs: what all runs are made of.</summary>
internal sealed class PartRun(BenchPbx pbx, SippLoad load)
{
    public const int WarmUp = 0;
    // Gentle and long: connections are opened and code is compiled before the first counted call.
    private const int WarmUpRate = 50;
    private const int WarmUpSeconds = 12;
    private static readonly TimeSpan RecordPatience = TimeSpan.FromSeconds(3);

    /// <summary>Proves that every scenario does the flow, and warms it up.</summary>
    public async Task PrepareAsync(IEnumerable<IScenario> scenarios, CancellationToken cancellationToken)
    {
        foreach (var scenario in scenarios)
        {
            await new FlowCheck(pbx, load).RunAsync(scenario, cancellationToken);
            await MeasureAsync(scenario, WarmUpRate, WarmUpRate * WarmUpSeconds, WarmUp, cancellationToken);
        }
    }

    /// <param name="scenario">Who serves the calls.</param>
    /// <param name="rate">Calls started per second.</param>
    /// <param name="calls">How many.</param>
    /// <param name="round">For the table and the names of files.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Part> MeasureAsync(IScenario scenario, int rate, int calls, int round, CancellationToken cancellationToken)
    {
        var writtenBefore = await scenario.CountAsync(cancellationToken);
        var before = Read(scenario);
        var result = await load.RunAsync(FormattableString.Invariant($"{scenario.Name}-{rate}-{round}"), scenario.Numbers, rate, calls, cancellationToken);
        var leftover = await pbx.SettleAsync(cancellationToken);
        var cpu = Read(scenario) - before;
        result = result with { Written = await CountAsync(scenario, writtenBefore, result.Calls, cancellationToken) };
        var part = new Part(scenario.Name, rate, round, result, cpu, scenario.App is { } app ? Memory.ResidentMb(app.ProcessId) : null, leftover);
        Console.WriteLine(FormattableString.Invariant(
            $"{(round == WarmUp ? "warm-up" : $"round {round}"),-8} {rate,4} calls/s  {scenario.Name,-8} {result.Calls,6} calls {result.Failed,5} failed{Refused(result)}  ms/call: {Describe(part)}"));
        return part;
    }

    /// <summary>What the scenario wrote down of this part; it may write a little later than the calls end.</summary>
    private static async Task<WrittenDown?> CountAsync(IScenario scenario, WrittenDown? before, int expected, CancellationToken cancellationToken)
    {
        if (before is null)
            return null;
        WrittenDown? written = null;
        try
        {
            await Poll.UntilAsync(
                async () => (written = (await scenario.CountAsync(cancellationToken))! - before).Bridged + written.Refused >= expected,
                RecordPatience, "all calls are written down", cancellationToken);
        }
        catch (TimeoutException)
        {
            // What is missing counts as failed.
        }

        return written;
    }

    private static string Refused(LoadResult result) => result.Written is { Refused: > 0 and var refused } ? $" ({refused} of them refused)" : "";

    private static string Describe(Part part) => string.Join("  ",
        new (string Name, TimeSpan? Cpu)[] { ("Asterisk", part.Cpu.Asterisk), ("app", part.Cpu.App), ("PostgreSQL", part.Cpu.Postgres) }
            .Where(program => program.Cpu is not null)
            .Select(program => FormattableString.Invariant($"{program.Name} {part.PerCall(program.Cpu!.Value):0.00}"))
            .Append(part.Leftover is null ? "" : $"LEFT OVER: {part.Leftover}"));

    public CpuTimes Read(IScenario scenario) => new(pbx.Cpu.Read(), scenario.App?.Read(), scenario.Postgres?.Read());
}
