namespace CallControl.Crm.RetailCrm.Customers;

/// <param name="Id">Of the customer.</param>
internal sealed record CustomerReference(int Id);
