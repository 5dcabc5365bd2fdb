namespace CallControl.Crm.RetailCrm.Customers;

/// <summary>What was found out about a call's client, kept with the call.</summary>
/// <param name="Id">Null when there is none.</param>
/// <param name="ManagerExtension">Of his own manager.</param>
/// <param name="IsNew">Made for this call.</param>
internal sealed record ClientNote(int? Id, string? ManagerExtension = null, bool IsNew = false)
{
    public static ClientNote Nobody { get; } = new((int?)null);
}
