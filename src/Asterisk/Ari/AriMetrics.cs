using System.Diagnostics.Metrics;

namespace CallControl.Asterisk.Ari;

/// <summary>Counters of the ARI client.</summary>
internal static class AriMetrics
{
    private static readonly Meter Meter = new("CallControl.Asterisk.Ari");

    public static readonly Counter<long> BrokenMessages =
        Meter.CreateCounter<long>("ari.messages.broken", description: "Websocket messages that could not be read.");
}
