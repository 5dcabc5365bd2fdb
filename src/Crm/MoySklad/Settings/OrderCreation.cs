namespace CallControl.Crm.MoySklad.Settings;

/// <summary>For which calls a customer order is made.</summary>
internal enum OrderCreation
{
    None,

    /// <summary>Of a client who was unknown until this call.</summary>
    NewClient,
    Always,
}
