namespace CallControl.Crm.RetailCrm.Customers;

/// <param name="ExternalId">Our call's id, by which the order is found again.</param>
/// <param name="Customer">Whose.</param>
/// <param name="Phone">His.</param>
/// <param name="ManagerId">Who is responsible.</param>
/// <param name="OrderMethod">A code of the account's dictionary.</param>
/// <param name="Status">A code of the account's dictionary.</param>
/// <param name="CustomerComment">For people.</param>
internal sealed record NewOrder(
    string ExternalId, CustomerReference Customer, string? Phone, int? ManagerId, string OrderMethod, string Status, string CustomerComment)
{
    public Source Source { get; } = new("phone");
}
