namespace CallControl.Crm.RetailCrm.Settings;

/// <summary>For which calls an order is made.</summary>
internal enum OrderCreation
{
    None,

    /// <summary>Of a client who was unknown until this call.</summary>
    NewClient,
    Always,
}
