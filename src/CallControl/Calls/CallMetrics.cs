using System.Diagnostics.Metrics;

namespace CallControl.Calls;

/// <summary>Instruments of calls; those in progress are counted by <see cref="Nodes.NodeGauges"/>.</summary>
internal static class CallMetrics
{
    private static readonly Meter Meter = new("CallControl.Calls");

    public static readonly Counter<long> Ended =
        Meter.CreateCounter<long>("callcontrol.calls.ended", description: "Ended calls by reason");

    public static readonly Histogram<double> StageTimes = Meter.CreateHistogram(
        "callcontrol.calls.stage.duration", "s", "How long calls stayed in a stage",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 900, 3600] });

    public static readonly Counter<long> UncleanEnds =
        Meter.CreateCounter<long>("callcontrol.calls.ends.unclean", description: "Calls whose channels could not be freed in time");

    public static readonly Counter<long> MailboxOverflows =
        Meter.CreateCounter<long>("callcontrol.calls.mailbox.overflows", description: "Calls that were ended because their mailbox was full");

    public static readonly Counter<long> Adopted =
        Meter.CreateCounter<long>("callcontrol.calls.adopted", description: "Calls taken over from a process that ended.");

    public static readonly Counter<long> Strays =
        Meter.CreateCounter<long>("callcontrol.calls.strays", description: "Channels and bridges in our application that belong to no call");

    public static readonly Counter<long> JournalRejected =
        Meter.CreateCounter<long>("callcontrol.journal.rejected", description: "Writes that PostgreSQL refused for good; they are kept in the log");
}
