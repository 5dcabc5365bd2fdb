namespace CallControl.Crm.UonTravel.Api;

/// <summary>A status that leads can have; each account has its own.</summary>
/// <param name="Id">Goes into <c>status_lead_…</c> of the settings.</param>
/// <param name="Name">For people.</param>
/// <param name="IsArchive">Whether a lead with it is closed.</param>
public sealed record LeadStatus(string Id, string Name, bool IsArchive);
