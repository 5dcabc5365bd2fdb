using CallControl.Crm.RetailCrm.Wire;

namespace CallControl.Crm.RetailCrm.Customers;

internal sealed record CustomerAnswer(Customer? Customer) : Envelope;
