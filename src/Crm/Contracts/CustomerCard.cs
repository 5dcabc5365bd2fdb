namespace CallControl.Crm.Contracts;

/// <summary>What a CRM knows about a caller.</summary>
/// <param name="ExternalId">The vendor's id of the customer.</param>
/// <param name="DisplayName">For a phone's display: a person's name, or a company's.</param>
/// <param name="LastName">Null when unknown, and for a company.</param>
/// <param name="FirstName">Null when unknown, and for a company.</param>
/// <param name="MiddleName">Null when unknown.</param>
/// <param name="Company">Null for a private person.</param>
/// <param name="Link">The customer's page in the CRM; null when the vendor has none.</param>
public sealed record CustomerCard(
    string ExternalId, string DisplayName, string? LastName = null, string? FirstName = null, string? MiddleName = null, string? Company = null, Uri? Link = null)
{
    /// <summary>Ties the phones of one person together, also across sources: <c>uon:7</c>; null when the vendor has none.</summary>
    public string? PersonUid { get; init; }

    /// <summary>The phones the vendor knows of this customer.</summary>
    public IReadOnlyList<PhoneNumber> Phones { get; init; } = [];

    /// <summary>The responsible employee's extension, when the vendor tells it in the same answer; saves a second question.</summary>
    public string? ResponsibleExtension { get; init; }
}

