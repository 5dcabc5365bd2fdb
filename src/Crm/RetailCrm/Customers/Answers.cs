using System.Text.Json;
using CallControl.Crm.RetailCrm.Modules;
using CallControl.Crm.RetailCrm.Wire;

namespace CallControl.Crm.RetailCrm.Customers;

internal sealed record CustomersAnswer(IReadOnlyList<Customer>? Customers) : Envelope;

internal sealed record CustomerAnswer(Customer? Customer) : Envelope;

internal sealed record CreatedAnswer(int Id) : Envelope;

internal sealed record OrdersAnswer(IReadOnlyList<Order>? Orders, Pagination? Pagination) : Envelope;

internal sealed record Order(int Id, string? ExternalId);

internal sealed record UsersAnswer(IReadOnlyList<User>? Users, Pagination? Pagination) : Envelope;

internal sealed record Pagination(int TotalPageCount);

internal sealed record SitesAnswer(JsonElement Sites) : Envelope;

internal sealed record ModuleAnswer(Module? IntegrationModule) : Envelope;

internal sealed record ModuleSavedAnswer(ModuleInfo? Info) : Envelope;
