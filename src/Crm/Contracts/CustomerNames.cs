namespace CallControl.Crm.Contracts;

/// <summary>A customer as <c>customers</c> keeps him, one for each of his phones.</summary>
/// <param name="Phone">Whose row it is.</param>
/// <param name="Source">Where the names are from: <c>moysklad</c>, <c>retailcrm</c>, <c>uon</c>.</param>
/// <param name="ExternalId">The vendor's id of the customer; kept in <c>external_id</c> and in <c>meta.ids</c>.</param>
/// <param name="LastName">Or the whole name, from vendors that keep it in one field.</param>
/// <param name="FirstName">Null when unknown.</param>
/// <param name="MiddleName">Null when unknown.</param>
/// <param name="EnterpriseName">The company; null for a private person.</param>
/// <param name="PersonUid">Ties the phones of one person together, also across sources: <c>uon:7</c>, <c>ms:{id}</c>.</param>
public sealed record CustomerNames(
    PhoneNumber Phone, string Source, string ExternalId, string? LastName = null, string? FirstName = null, string? MiddleName = null,
    string? EnterpriseName = null, string? PersonUid = null)
{
    /// <summary>Nothing was said of a company, so that the one that is stored stays.</summary>
    public bool LeavesCompany { get; init; }
}
