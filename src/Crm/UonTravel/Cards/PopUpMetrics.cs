using System.Diagnostics.Metrics;

namespace CallControl.Crm.UonTravel.Cards;

/// <summary>Counter of pop-ups.</summary>
internal static class PopUpMetrics
{
    private static readonly Meter Meter = new("CallControl.Crm.UonTravel");

    private static readonly Counter<long> Shown = Meter.CreateCounter<long>("callcontrol.uon.pop_ups", description: "Pop-ups that U-ON was given or refused.");

    /// <param name="isEnriched">Whether it had more than three lines of text.</param>
    /// <param name="isTaken">False when U-ON refused it.</param>
    public static void Count(bool isEnriched, bool isTaken) =>
        Shown.Add(1, new("kind", isEnriched ? "enriched" : "basic"), new("result", isTaken ? "shown" : "refused"));
}
