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
    string ExternalId, string DisplayName, string? LastName = null, string? FirstName = null, string? MiddleName = null, string? Company = null, Uri? Link = null);
