namespace CallControl.Crm.UonTravel.Leads;

/// <param name="Deed">What.</param>
/// <param name="StatusId">With which status; null for U-ON's first.</param>
internal readonly record struct LeadAction(LeadDeed Deed, string? StatusId)
{
    public static LeadAction Nothing { get; } = new(LeadDeed.Nothing, null);
}
