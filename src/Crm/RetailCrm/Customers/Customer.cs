namespace CallControl.Crm.RetailCrm.Customers;

/// <summary>A customer as RetailCRM tells him.</summary>
internal sealed record Customer(int Id, string? FirstName, string? LastName, string? Patronymic, int? ManagerId, IReadOnlyList<CustomerPhone>? Phones);
