namespace CallControl.Crm.RetailCrm.Customers;

/// <summary>A user of the account. He has no extension; those are in the module.</summary>
internal sealed record User(int Id, bool Active, string? FirstName, string? LastName, string? Email, string? Status)
{
    public string? Name => string.Join(' ', new[] { LastName, FirstName }.Where(part => !string.IsNullOrWhiteSpace(part))) is { Length: > 0 } name ? name : null;
}
