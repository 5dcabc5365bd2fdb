using CallControl.Bench.Measurement;
using CallControl.Bench.Report;
using CallControl.Bench.Scenarios;

namespace CallControl.Bench.Runs;

/// <summary>Every scenario at every rate in every round, A B C A B C …, on one Asterisk.</summary>
internal sealed class RatesRun(BenchOptions options, PartRun part, IReadOnlyList<IScenario> scenarios)
{
    public const string Name = "rates";
    public async Task<Results> RunAsync(CancellationToken cancellationToken)
    {
        List<Part> parts = [];
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var rate in options.Rates)
            {
                foreach (var scenario in scenarios)
                    parts.Add(await part.MeasureAsync(scenario, rate, rate * options.Seconds, round, cancellationToken));
            }
        }

        return new Results([.. scenarios.Select(scenario => scenario.Name)], options.Rates, parts);
    }
}
