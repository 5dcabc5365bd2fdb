namespace CallControl.Crm.DigitalRop.Settings;

/// <summary>An employee as the service is to know him; what is null comes from the enterprise's employees and its CRMs.</summary>
internal sealed record MappedManager(string? Id, string? Surname, string? Name, string? MiddleName);
