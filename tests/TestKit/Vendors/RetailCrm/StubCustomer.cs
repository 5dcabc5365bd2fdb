namespace CallControl.TestKit.Vendors.RetailCrm;

/// <summary>A customer as the account keeps him.</summary>
public sealed class StubCustomer
{
    public int Id { get; internal set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Patronymic { get; set; }

    public string? Email { get; set; }

    public List<string> Phones { get; init; } = [];

    public int? ManagerId { get; set; }

    public string? Site { get; set; }

    public List<string> Tags { get; } = [];
}
