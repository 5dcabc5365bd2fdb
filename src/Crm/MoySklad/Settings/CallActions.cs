namespace CallControl.Crm.MoySklad.Settings;

/// <summary>What is done in MoySklad about the calls of one direction.</summary>
/// <param name="CreateClient">Whether a client is made for an unknown number.</param>
/// <param name="CreateOrder">Whether an order is made.</param>
/// <param name="OrderSource">Goes into the order's description: MoySklad has no field for it.</param>
/// <param name="OrderStatus">Name or id of the new order's status; null for MoySklad's first one.</param>
internal sealed record CallActions(bool CreateClient, OrderCreation CreateOrder, string OrderSource, string? OrderStatus)
{
    /// <summary>Whether anything here needs the JSON API.</summary>
    public bool NeedsMainApi => CreateClient || CreateOrder != OrderCreation.None;
}
