using CallControl.Crm.RetailCrm.Wire;

namespace CallControl.Crm.RetailCrm.Customers;

internal sealed record OrdersAnswer(IReadOnlyList<Order>? Orders, Pagination? Pagination) : Envelope;
