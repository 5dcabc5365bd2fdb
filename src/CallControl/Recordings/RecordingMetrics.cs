using System.Diagnostics.Metrics;

namespace CallControl.Recordings;

internal static class RecordingMetrics
{
    private static readonly Meter Meter = new("CallControl.Recordings");

    public static Counter<long> Saved { get; } = Meter.CreateCounter<long>("callcontrol.recordings.saved", description: "Recordings converted");

    public static Counter<long> Failed { get; } = Meter.CreateCounter<long>("callcontrol.recordings.failed", description: "Attempts to convert a recording that failed");

    public static Counter<long> GivenUp { get; } = Meter.CreateCounter<long>("callcontrol.recordings.given_up", description: "Recordings put aside as they are, since they can't be converted");

    public static Counter<long> Skipped { get; } = Meter.CreateCounter<long>("callcontrol.recordings.skipped", description: "Calls not recorded for want of room");

    public static Gauge<long> FreeBytes { get; } = Meter.CreateGauge<long>("callcontrol.recordings.free_bytes", "By", "Free on the fuller of the recordings' disks");

    public static Gauge<long> TotalBytes { get; } = Meter.CreateGauge<long>("callcontrol.recordings.total_bytes", "By", "Taken by finished recordings; measured when there is a limit");

    public static Gauge<int> Room { get; } = Meter.CreateGauge<int>("callcontrol.recordings.room", description: "0 enough, 1 scarce, 2 full: calls are not recorded");
}
