namespace CallControl.Crm.RetailCrm.Customers;

/// <param name="Number">As somebody wrote it.</param>
internal sealed record CustomerPhone(string? Number);
