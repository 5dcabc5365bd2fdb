using CallControl.Bench.Report;
using CallControl.Bench.Scenarios;

namespace CallControl.Bench.Runs;

/// <summary>Many calls one after another: nothing may be left over, and memory may not grow with them.</summary>
internal sealed class GrowthRun(BenchOptions options, PartRun part, IReadOnlyList<IScenario> scenarios)
{
    public const string Name = "growth";
    private const int Rate = 100;
    private const int FirstCalls = 2000;

    public async Task<IReadOnlyList<SummaryLine>> RunAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, double> ratios = [];
        var leftOver = 0;
        var failed = 0;
        foreach (var scenario in scenarios)
        {
            var first = await part.MeasureAsync(scenario, Rate, FirstCalls, 1, cancellationToken);
            var rest = await part.MeasureAsync(scenario, Rate, options.Calls - FirstCalls, 2, cancellationToken);
            if (first.AppMb is { } before && rest.AppMb is { } after)
            {
                ratios[scenario.Name] = after / before;
                Console.WriteLine(FormattableString.Invariant(
                    $"{scenario.Name}: {before:0} MB after {FirstCalls} calls, {after:0} MB after {options.Calls}: × {after / before:0.00}; CPU of all programs {first.PerCallOfAll:0.00} ms/call at first, {rest.PerCallOfAll:0.00} then"));
            }

            if (scenario.Name != ScenarioNames.Ours)
                continue;
            failed = first.Load.Failed + rest.Load.Failed;
            leftOver = (first.Leftover is null ? 0 : 1) + (rest.Leftover is null ? 0 : 1);
        }

        return
        [
            SummaryLine.Of("rss_growth_ratio", "ratio", name => ratios.TryGetValue(name, out var ratio) ? ratio : null),
            new SummaryLine("growth_failed_calls", "calls", failed, null, null),
            new SummaryLine("growth_left_over", "parts", leftOver, null, null),
        ];
    }
}
