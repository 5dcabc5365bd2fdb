using System.Diagnostics.Metrics;

namespace CallControl.Prompts;

internal static class PromptMetrics
{
    private static readonly Meter Meter = new("CallControl.Prompts");

    public static Counter<long> Made { get; } = Meter.CreateCounter<long>("callcontrol.prompts.made", description: "Sounds made");

    public static Counter<long> Failed { get; } = Meter.CreateCounter<long>("callcontrol.prompts.failed", description: "Attempts to make a sound that failed");

    public static Counter<long> Refused { get; } = Meter.CreateCounter<long>("callcontrol.prompts.refused", description: "Sounds not queued because the queue was full");
}
