using System.Diagnostics.Metrics;

namespace CallControl.ClickToCall;

internal static class ClickMetrics
{
    private static readonly Meter Meter = new("CallControl.ClickToCall");
    private static readonly Counter<long> Clicks = Meter.CreateCounter<long>("callcontrol.clicks", description: "Clicks on a number, by who asked and what came of it");

    public static void Count(string source, ClickResult result) => Clicks.Add(
        1, new KeyValuePair<string, object?>("source", source),
        new KeyValuePair<string, object?>("result", result.Refusal?.ToWord() ?? (result.IsRepeated ? "repeated" : "call")));
}
