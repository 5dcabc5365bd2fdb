using System.Diagnostics.Metrics;

namespace CallControl.Recordings;

internal static class RecordingMetrics
{
    private static readonly Meter Meter = new("CallControl.Recordings");

    public static Counter<long> Saved { get; } = Meter.CreateCounter<long>("recordings.saved", description: "Recordings converted");

    public static Counter<long> Failed { get; } = Meter.CreateCounter<long>("recordings.failed", description: "Attempts to convert a recording that failed");
}
