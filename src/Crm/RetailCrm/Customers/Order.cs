namespace CallControl.Crm.RetailCrm.Customers;

/// <param name="Id">RetailCRM's.</param>
/// <param name="ExternalId">Ours; null for an order that is not ours.</param>
/// <param name="Status">A code of the account's dictionary.</param>
internal sealed record Order(int Id, string? ExternalId, string? Status = null);
