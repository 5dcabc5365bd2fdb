namespace CallControl.Crm.RetailCrm.Settings;

/// <summary>What is done in RetailCRM about the calls of one direction.</summary>
/// <param name="CreateClient">Whether a client is made for an unknown number.</param>
/// <param name="CreateOrder">Whether an order is made.</param>
/// <param name="OrderSource">Goes into the order's comment.</param>
/// <param name="OrderMethod">A code of the account's dictionary.</param>
/// <param name="OrderStatus">A code of the account's dictionary.</param>
internal sealed record CallActions(bool CreateClient, OrderCreation CreateOrder, string OrderSource, string OrderMethod, string OrderStatus);
