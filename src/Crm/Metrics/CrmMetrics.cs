using System.Diagnostics.Metrics;

namespace CallControl.Crm.Metrics;

/// <summary>What adapters made at their vendors.</summary>
public static class CrmMetrics
{
    private static readonly Meter Meter = new("CallControl.Crm");

    private static readonly Counter<long> Clients = Meter.CreateCounter<long>("callcontrol.crm.clients.made", description: "Clients made for unknown numbers.");

    private static readonly Counter<long> Orders = Meter.CreateCounter<long>("callcontrol.crm.orders.made", description: "Orders made for calls.");

    public static void ClientMade(string integration) => Clients.Add(1, new KeyValuePair<string, object?>("integration", integration));

    public static void OrderMade(string integration) => Orders.Add(1, new KeyValuePair<string, object?>("integration", integration));
}
