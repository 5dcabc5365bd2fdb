using System.Diagnostics.Metrics;

namespace CallControl.DigitalRop;

internal static class AnalysisMetrics
{
    private static readonly Meter Meter = new("CallControl.DigitalRop");

    public static readonly Counter<long> Calls = Meter.CreateCounter<long>("callcontrol.analysis.calls", description: "Recorded calls, by what became of them.");

    public static readonly Counter<long> Results = Meter.CreateCounter<long>("callcontrol.analysis.results", description: "Results that were new, by kind and source.");

    public static readonly Counter<long> Refused = Meter.CreateCounter<long>("callcontrol.analysis.webhooks.refused", description: "Webhooks that brought nothing that could be kept.");

    public static readonly Histogram<double> ResultAge = Meter.CreateHistogram<double>("callcontrol.analysis.result.duration", "s", "From the sending of a call to a result.");
}
