using CallControl.Bench.Scenarios;

namespace CallControl.Bench.Report;

/// <summary>One figure of bench/out/summary.json; null where a scenario has none or was not run.</summary>
internal sealed record SummaryLine(string Name, string Unit, double? Ours, double? Dialplan, double? Peer)
{
    /// <summary>The figure of every scenario, rounded.</summary>
    public static SummaryLine Of(string name, string unit, Func<string, double?> value) =>
        new(name, unit, Rounded(value(ScenarioNames.Ours)), Rounded(value(ScenarioNames.Dialplan)), Rounded(value(ScenarioNames.Peer)));

    private static double? Rounded(double? value) => value is { } number ? Math.Round(number, 2) : null;
}
