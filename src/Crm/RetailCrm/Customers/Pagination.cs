namespace CallControl.Crm.RetailCrm.Customers;

/// <param name="TotalPageCount">How many pages there are.</param>
internal sealed record Pagination(int TotalPageCount);
