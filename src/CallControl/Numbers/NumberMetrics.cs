using System.Diagnostics.Metrics;

namespace CallControl.Numbers;

/// <summary>Instruments of the pool.</summary>
internal static class NumberMetrics
{
    private static readonly Meter Meter = new("CallControl.Numbers");

    private static readonly Counter<long> Asked = Meter.CreateCounter<long>("callcontrol.leases", description: "Visitors' clicks by what came of them");

    public static void Count(string outcome) => Asked.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
