namespace CallControl.Crm.RetailCrm.Customers;

/// <summary>A customer to be made.</summary>
/// <param name="FirstName">The only name RetailCRM insists on.</param>
/// <param name="Phones">His.</param>
/// <param name="ManagerId">Who is responsible; null to leave that to RetailCRM's rules.</param>
/// <param name="AddTags">Names of tags.</param>
internal sealed record NewCustomer(string FirstName, IReadOnlyList<CustomerPhone> Phones, int? ManagerId, IReadOnlyList<string> AddTags)
{
    public Source Source { get; } = new("phone");
}
