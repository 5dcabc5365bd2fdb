using System.Diagnostics.Metrics;

namespace CallControl.Calls;

/// <summary>Counters of calls.</summary>
internal static class CallMetrics
{
    private static readonly Meter Meter = new("CallControl.Calls");

    public static readonly UpDownCounter<long> Live =
        Meter.CreateUpDownCounter<long>("calls.live", description: "Calls in progress.");

    public static readonly Counter<long> Ended =
        Meter.CreateCounter<long>("calls.ended", description: "Ended calls by reason.");

    public static readonly Counter<long> UncleanEnds =
        Meter.CreateCounter<long>("calls.ends.unclean", description: "Calls whose channels could not be freed in time.");

    public static readonly Counter<long> MailboxOverflows =
        Meter.CreateCounter<long>("calls.mailbox.overflows", description: "Calls that were ended because their mailbox was full.");

    public static readonly Counter<long> Adopted =
        Meter.CreateCounter<long>("calls.adopted", description: "Calls taken over from a process that ended.");

    public static readonly Counter<long> Strays =
        Meter.CreateCounter<long>("calls.strays", description: "Channels and bridges in our application that belong to no call.");

    public static readonly Counter<long> JournalRejected =
        Meter.CreateCounter<long>("journal.rejected", description: "Writes that PostgreSQL refused for good; they are kept in the log.");
}
