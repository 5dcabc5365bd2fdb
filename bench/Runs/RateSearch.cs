using CallControl.Bench.Measurement;
using CallControl.Bench.Report;
using CallControl.Bench.Scenarios;

namespace CallControl.Bench.Runs;

/// <summary>From the highest rate that went without a failed call in every round upwards, until one fails: once each, so it is bounded.</summary>
internal sealed class RateSearch(BenchOptions options, PartRun part, IReadOnlyList<IScenario> scenarios)
{
    public const string Name = "search";
    private const int Step = 50;
    private const int Highest = 300;
    private const int Round = 9;

    public async Task<IReadOnlyList<Part>> RunAsync(Results results, CancellationToken cancellationToken)
    {
        List<Part> found = [];
        foreach (var scenario in scenarios)
        {
            var clean = results.RateWithoutFailure(scenario.Name) ?? 0;
            for (var rate = (clean / Step + 1) * Step; rate <= Highest && !results.Rates.Contains(rate); rate += Step)
            {
                var tried = await part.MeasureAsync(scenario, rate, rate * options.Seconds, Round, cancellationToken);
                found.Add(tried);
                if (!tried.IsClean)
                    break;
            }
        }

        return found;
    }
}
