using System.Diagnostics.Metrics;

namespace CallControl.Delivery;

/// <summary>Counters of delivery to CRMs.</summary>
internal static class DeliveryMetrics
{
    private static readonly Meter Meter = new("CallControl.Delivery");

    public static readonly Counter<long> Delivered = Meter.CreateCounter<long>("callcontrol.crm.delivered", description: "Events that a CRM was told.");

    public static readonly Counter<long> Expired = Meter.CreateCounter<long>("callcontrol.crm.expired", description: "Pop-ups that came too late.");

    public static readonly Counter<long> Retried = Meter.CreateCounter<long>("callcontrol.crm.retried", description: "Failed attempts that will be repeated.");

    public static readonly Counter<long> Dead = Meter.CreateCounter<long>("callcontrol.crm.dead", description: "Events that were set aside.");

    public static readonly Histogram<double> Exchange = Meter.CreateHistogram<double>("callcontrol.crm.exchange.duration", "s", "Time a CRM took to answer.");

    public static readonly Counter<long> NamesSaved = Meter.CreateCounter<long>("callcontrol.crm.names.saved", description: "Rows of customers made or changed.");
}
