namespace CallControl.Crm.MoySklad.Settings;

/// <summary>Who of MoySklad sits at an extension.</summary>
internal sealed record MappedEmployee(string Extension, string EmployeeId, string? Name, string? Email);
