using System.Globalization;
using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm.Modules;
using CallControl.Crm.RetailCrm.Wire;

namespace CallControl.Crm.RetailCrm.Customers;

/// <summary>Customers, orders, users, stores and our module: ten requests a second.</summary>
internal sealed class MainClient(WireClient wire)
{
    private const string PageSize = "100";
    private const int MostPages = 20;

    /// <summary>What RetailCRM's own search box would find; who it really is must be checked.</summary>
    public async Task<IReadOnlyList<Customer>> SearchAsync(string text, CancellationToken cancellation) =>
        (await wire.GetAsync<CustomersAnswer>("customers", [("filter[name]", text), ("limit", "50"), ("page", "1")], cancellation)).Customers ?? [];

    /// <returns>Null when there is none.</returns>
    public async Task<Customer?> FindAsync(int id, CancellationToken cancellation)
    {
        try
        {
            return (await wire.GetAsync<CustomerAnswer>($"customers/{Text(id)}", [("by", "id")], cancellation)).Customer;
        }
        catch (CrmException e) when (e.Code == "404")
        {
            return null;
        }
    }

    public async Task<int> CreateAsync(NewCustomer customer, string? site, CancellationToken cancellation) =>
        (await wire.PostAsync<CreatedAnswer>("customers/create", "customer", customer, [("site", site)], cancellation)).Id;

    public async Task<int> CreateOrderAsync(NewOrder order, string? site, CancellationToken cancellation) =>
        (await wire.PostAsync<CreatedAnswer>("orders/create", "order", order, [("site", site)], cancellation)).Id;

    /// <summary>An order of a customer by our id of it; null when there is none.</summary>
    public async Task<int?> FindOrderAsync(int customer, string externalId, CancellationToken cancellation)
    {
        for (var page = 1; page <= MostPages; page++)
        {
            var answer = await wire.GetAsync<OrdersAnswer>(
                "orders", [("filter[customerId]", Text(customer)), ("limit", PageSize), ("page", Text(page))], cancellation);
            if (answer.Orders?.FirstOrDefault(order => order.ExternalId == externalId) is { } found)
                return found.Id;
            if (page >= (answer.Pagination?.TotalPageCount ?? 1))
                break;
        }

        return null;
    }

    /// <summary>The order that was made last; null when the customer has none. Which statuses end an order, only the account's dictionary knows.</summary>
    public async Task<Order?> LatestOrderAsync(int customer, CancellationToken cancellation)
    {
        var answer = await wire.GetAsync<OrdersAnswer>("orders", [("filter[customerId]", Text(customer)), ("limit", PageSize), ("page", "1")], cancellation);
        return answer.Orders?.MaxBy(order => order.Id);
    }

    public async Task<IReadOnlyList<User>> UsersAsync(CancellationToken cancellation)
    {
        List<User> users = [];
        for (var page = 1; page <= MostPages; page++)
        {
            var answer = await wire.GetAsync<UsersAnswer>("users", [("filter[active]", "1"), ("limit", PageSize), ("page", Text(page))], cancellation);
            users.AddRange(answer.Users ?? []);
            if (page >= (answer.Pagination?.TotalPageCount ?? 1))
                break;
        }

        return users;
    }

    /// <summary>Codes of the stores that the key opens.</summary>
    public async Task<IReadOnlyList<string>> SitesAsync(CancellationToken cancellation)
    {
        var sites = (await wire.GetAsync<SitesAnswer>("reference/sites", [], cancellation)).Sites;
        // By code; an empty one is a list in PHP.
        return sites.ValueKind == JsonValueKind.Object ? [.. sites.EnumerateObject().Select(site => site.Name)] : [];
    }

    /// <returns>Null when it is not registered.</returns>
    public async Task<Module?> FindModuleAsync(string code, CancellationToken cancellation)
    {
        try
        {
            return (await wire.GetAsync<ModuleAnswer>($"integration-modules/{Uri.EscapeDataString(code)}", [], cancellation)).IntegrationModule;
        }
        catch (CrmException e) when (e.Code == "404")
        {
            return null;
        }
    }

    public async Task<ModuleInfo> SaveModuleAsync(Module module, CancellationToken cancellation) =>
        (await wire.PostAsync<ModuleSavedAnswer>($"integration-modules/{Uri.EscapeDataString(module.Code)}/edit", "integrationModule", module, [], cancellation)).Info
        ?? new ModuleInfo([], []);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
