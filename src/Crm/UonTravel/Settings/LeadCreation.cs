namespace CallControl.Crm.UonTravel.Settings;

/// <summary>For which clients a call makes a lead.</summary>
internal enum LeadCreation
{
    Never,

    /// <summary>Who has no open lead: none at all, or archived ones only.</summary>
    IfNoOpen,

    /// <summary>Who never had one.</summary>
    IfNoLeads,
}
