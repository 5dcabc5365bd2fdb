using CallControl.Crm.RetailCrm.Wire;

namespace CallControl.Crm.RetailCrm.Customers;

internal sealed record CustomersAnswer(IReadOnlyList<Customer>? Customers) : Envelope;
