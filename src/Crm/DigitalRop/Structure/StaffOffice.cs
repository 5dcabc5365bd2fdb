namespace CallControl.Crm.DigitalRop.Structure;

/// <summary>An office as the service is told of it.</summary>
public sealed record StaffOffice(string Id, string Title, IReadOnlyList<string> LeaderIds, IReadOnlyList<string> ManagerIds);
