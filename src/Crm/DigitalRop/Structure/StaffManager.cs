namespace CallControl.Crm.DigitalRop.Structure;

/// <summary>An employee as the service is told of him.</summary>
public sealed record StaffManager(string Id, string Surname, string Name, string MiddleName);
