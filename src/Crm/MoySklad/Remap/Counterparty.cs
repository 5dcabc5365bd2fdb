using CallControl.Crm.MoySklad.Wire;

namespace CallControl.Crm.MoySklad.Remap;

/// <summary>A client: a company or a person, with one free text for its name and one for its phone.</summary>
internal sealed record Counterparty(string Id, string Name, Meta Meta)
{
    public string? Phone { get; init; }

    public bool Archived { get; init; }

    /// <summary>The responsible employee.</summary>
    public Reference? Owner { get; init; }

    /// <summary>With rows when they were asked for.</summary>
    public Rows<ContactPerson>? Contactpersons { get; init; }
}
