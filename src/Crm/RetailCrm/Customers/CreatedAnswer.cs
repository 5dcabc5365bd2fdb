using CallControl.Crm.RetailCrm.Wire;

namespace CallControl.Crm.RetailCrm.Customers;

/// <param name="Id">Of what was made.</param>
internal sealed record CreatedAnswer(int Id) : Envelope;
