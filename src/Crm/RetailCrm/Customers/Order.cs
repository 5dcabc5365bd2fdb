namespace CallControl.Crm.RetailCrm.Customers;

/// <param name="Id">RetailCRM's.</param>
/// <param name="ExternalId">Ours; null for an order that is not ours.</param>
internal sealed record Order(int Id, string? ExternalId);
