using System.Diagnostics.Metrics;

namespace CallControl.Asterisk.Ari;

/// <summary>Instruments of the ARI client.</summary>
internal static class AriMetrics
{
    private static readonly Meter Meter = new("CallControl.Asterisk.Ari");

    public static readonly Counter<long> BrokenMessages =
        Meter.CreateCounter<long>("callcontrol.ari.messages.broken", description: "Websocket messages that could not be read");

    public static readonly Counter<long> Connects =
        Meter.CreateCounter<long>("callcontrol.ari.connects", description: "Websockets that were opened");

    public static readonly Counter<long> Strangers =
        Meter.CreateCounter<long>("callcontrol.ari.strangers", description: "Websockets refused because another Asterisk, still alive, is that node already");

    public static readonly Counter<long> Events =
        Meter.CreateCounter<long>("callcontrol.ari.events", description: "Events taken from the websocket, by type; those we don't read are 'other'");

    public static readonly Histogram<double> Requests = Meter.CreateHistogram(
        "callcontrol.ari.request.duration", "s", "Time from a request to its answer, by operation and outcome",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5] });
}
