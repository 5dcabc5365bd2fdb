namespace CallControl.Crm.UonTravel.Settings;

/// <summary>What is done in U-ON about the calls of one direction.</summary>
/// <param name="CreateClient">Whether a client is made for an unknown number.</param>
/// <param name="CreateLead">Whether a lead is made.</param>
/// <param name="LeadSource">The new lead's source, free text.</param>
/// <param name="StatusActive">What the status of an open lead is changed to; null: it stays.</param>
/// <param name="StatusNoOpen">Status of a lead that is made for somebody who has archived ones only; null for U-ON's first.</param>
/// <param name="StatusNoLeads">Status of somebody's first lead; null for U-ON's first.</param>
internal sealed record CallActions(
    bool CreateClient, LeadCreation CreateLead, string LeadSource, string? StatusActive, string? StatusNoOpen, string? StatusNoLeads)
{
    /// <summary>Whether the client's leads matter.</summary>
    public bool NeedsLeads => CreateLead != LeadCreation.Never || StatusActive is not null;
}
