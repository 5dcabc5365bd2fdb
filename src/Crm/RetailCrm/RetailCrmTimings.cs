namespace CallControl.Crm.RetailCrm;

/// <summary>How long RetailCRM is waited for.</summary>
/// <param name="Request">For one answer.</param>
/// <param name="Client">For finding or making the client before a pop-up is shown or a call recorded without him; he is settled later then. The same for taking a pop-up away before a call is recorded.</param>
public sealed record RetailCrmTimings(TimeSpan Request, TimeSpan Client)
{
    public static RetailCrmTimings Default { get; } = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(3));
}
