using CallControl.Bench.Load;
using CallControl.Bench.Report;
using CallControl.Bench.Rig;
using CallControl.Bench.Runs;
using CallControl.Bench.Scenarios;
using CallControl.TestKit.Processes;

namespace CallControl.Bench;

/// <summary>Everything that makes calls: starts one Asterisk and all scenarios, then the runs that are wanted.</summary>
internal sealed class CallBench(BenchOptions options, string folder)
{
    /// <returns>Whether calls have left something over in Asterisk.</returns>
    public async Task<bool> RunAsync(List<SummaryLine> lines, CancellationToken cancellationToken)
    {
        var callControlPort = FreePort.Take();
        await using var pbx = new BenchPbx(callControlPort);
        await pbx.StartAsync(cancellationToken);
        var machine = await Machine.DescribeAsync(pbx.Server);
        Console.WriteLine(machine);

        await using var peer = new AriClientPeer(pbx, folder);
        await using var ours = new OurCallControl(pbx, callControlPort, folder);
        var scenarios = Array.FindAll<IScenario>([new PlainDialplan(), peer, ours], scenario => options.HasScenario(scenario.Name));
        foreach (var scenario in scenarios)
            await scenario.StartAsync(cancellationToken);
        var load = new SippLoad(pbx.Sip, pbx.Caller, pbx.Owner, folder);
        var part = new PartRun(pbx, load);
        await part.PrepareAsync(scenarios, cancellationToken);

        var leftOver = false;
        if (options.HasRun(RatesRun.Name))
        {
            var results = await RatesAsync(pbx, load, part, scenarios, cancellationToken);
            ResultTable.Write(results);
            lines.AddRange(Summary.Lines(results));
            await Summary.WriteRoundsAsync(folder, results, machine, cancellationToken);
            leftOver = results.Parts.Any(one => one.Leftover is not null);
        }
        else if (options.HasRun(DialDelayRun.Name))
        {
            var delays = await new DialDelayRun(pbx, scenarios, load, folder).RunAsync(cancellationToken);
            lines.AddRange(Summary.Lines(delays));
        }

        if (options.HasRun(GrowthRun.Name))
            lines.AddRange(await new GrowthRun(options, part, scenarios).RunAsync(cancellationToken));
        var flat = new FlatRun(part, pbx, load, scenarios);
        if (options.HasRun(FlatRun.Name))
            lines.AddRange(await flat.RunAsync(cancellationToken));
        if (options.HasRun(FlatRun.WithStandingCalls))
            lines.AddRange(await flat.RunStandingAsync(cancellationToken));
        return leftOver;
    }

    private async Task<Results> RatesAsync(
        BenchPbx pbx, SippLoad load, PartRun part, IReadOnlyList<IScenario> scenarios, CancellationToken cancellationToken)
    {
        var results = await new RatesRun(options, part, scenarios).RunAsync(cancellationToken);
        if (options.HasRun(DialDelayRun.Name))
            results = results with { DialDelays = await new DialDelayRun(pbx, scenarios, load, folder).RunAsync(cancellationToken) };
        if (options.HasRun(RateSearch.Name))
            results = results with { Searched = await new RateSearch(options, part, scenarios).RunAsync(results, cancellationToken) };
        return results;
    }
}
