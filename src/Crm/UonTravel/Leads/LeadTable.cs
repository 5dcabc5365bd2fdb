using CallControl.Crm.UonTravel.Settings;

namespace CallControl.Crm.UonTravel.Leads;

/// <summary>What a call does about leads: the table of <c>docs/uon-travel.md</c>.</summary>
internal static class LeadTable
{
    public static LeadAction Decide(CallActions actions, bool hasOpen, bool hasArchived) => (hasOpen, hasArchived, actions.CreateLead) switch
    {
        (true, _, _) => actions.StatusActive is { } status ? new LeadAction(LeadDeed.ChangeStatus, status) : LeadAction.Nothing,
        (false, true, LeadCreation.IfNoOpen) => new LeadAction(LeadDeed.Create, actions.StatusNoOpen),
        (false, false, LeadCreation.IfNoOpen or LeadCreation.IfNoLeads) => new LeadAction(LeadDeed.Create, actions.StatusNoLeads),
        _ => LeadAction.Nothing,
    };
}
