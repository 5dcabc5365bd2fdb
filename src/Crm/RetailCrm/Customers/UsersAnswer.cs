using CallControl.Crm.RetailCrm.Wire;

namespace CallControl.Crm.RetailCrm.Customers;

internal sealed record UsersAnswer(IReadOnlyList<User>? Users, Pagination? Pagination) : Envelope;
