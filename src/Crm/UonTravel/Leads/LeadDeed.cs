namespace CallControl.Crm.UonTravel.Leads;

internal enum LeadDeed
{
    Nothing,
    Create,

    /// <summary>Of the latest open lead.</summary>
    ChangeStatus,
}
