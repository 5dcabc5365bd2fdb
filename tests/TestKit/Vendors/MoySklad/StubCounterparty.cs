namespace CallControl.TestKit.Vendors.MoySklad;

/// <summary>A client.</summary>
public sealed class StubCounterparty
{
    public string Id { get; init; } = Guid.NewGuid().ToString();

    public required string Name { get; init; }

    public string? Phone { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? CompanyType { get; init; }

    public bool Archived { get; init; }

    /// <summary>The responsible employee's id.</summary>
    public string? Owner { get; init; }

    public List<StubContactPerson> ContactPersons { get; init; } = [];
}
