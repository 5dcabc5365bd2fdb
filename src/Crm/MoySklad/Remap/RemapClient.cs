using System.Globalization;
using CallControl.Crm.MoySklad.Wire;

namespace CallControl.Crm.MoySklad.Remap;

/// <summary>MoySklad's JSON API 1.2 ("remap"): clients, employees, orders.</summary>
internal sealed class RemapClient(HttpClient http, Uri address, string token, TimeProvider time)
{
    public static readonly Uri DefaultAddress = new("https://api.moysklad.ru/api/remap/1.2");

    // Above 100 rows a page the API leaves out what it was asked to expand.
    private const int PageSize = 100;
    private const int MostPages = 20;

    private readonly WireClient _wire = new(http, "MoySklad's JSON API", address, ("Authorization", "Bearer " + token), time);

    /// <summary>Clients in whose name, codes, e-mail or phone, or whose contact persons' name, e-mail or phone, the text occurs.</summary>
    public Task<IReadOnlyList<Counterparty>> SearchAsync(string text, CancellationToken cancellation) =>
        CounterpartiesAsync("search=" + Uri.EscapeDataString(text), cancellation);

    public async Task<IReadOnlyList<ContactPerson>> ContactPersonsAsync(string counterpartyId, CancellationToken cancellation) =>
        (await _wire.SendAsync<Rows<ContactPerson>>(
            HttpMethod.Get, $"entity/counterparty/{counterpartyId}/contactpersons?limit={PageSize}", null, cancellation)).Items ?? [];

    public Task<Counterparty> CreateAsync(NewCounterparty counterparty, CancellationToken cancellation) =>
        _wire.SendAsync<Counterparty>(HttpMethod.Post, "entity/counterparty", counterparty, cancellation);

    public async Task<IReadOnlyList<RemapEmployee>> EmployeesAsync(CancellationToken cancellation)
    {
        var all = new List<RemapEmployee>();
        for (var page = 0; page < MostPages; page++)
        {
            var rows = await _wire.SendAsync<Rows<RemapEmployee>>(
                HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"entity/employee?limit={PageSize}&offset={page * PageSize}"), null, cancellation);
            all.AddRange(rows.Items ?? []);
            if (rows.Items is not { Count: PageSize })
                break;
        }

        return all;
    }

    /// <summary>The own legal entity: the first one, which is the main one.</summary>
    public async Task<Entity?> OrganizationAsync(CancellationToken cancellation) =>
        (await _wire.SendAsync<Rows<Entity>>(HttpMethod.Get, "entity/organization?limit=1", null, cancellation)).First;

    public async Task<IReadOnlyList<Entity>> OrderStatesAsync(CancellationToken cancellation) =>
        (await _wire.SendAsync<OrderMetadata>(HttpMethod.Get, "entity/customerorder/metadata", null, cancellation)).States ?? [];

    public async Task<Entity?> FindOrderAsync(string externalCode, CancellationToken cancellation) =>
        (await _wire.SendAsync<Rows<Entity>>(
            HttpMethod.Get, "entity/customerorder?limit=1&filter=" + Uri.EscapeDataString("externalCode=" + externalCode), null, cancellation)).First;

    public Task<Entity> CreateOrderAsync(NewOrder order, CancellationToken cancellation) =>
        _wire.SendAsync<Entity>(HttpMethod.Post, "entity/customerorder", order, cancellation);

    private async Task<IReadOnlyList<Counterparty>> CounterpartiesAsync(string query, CancellationToken cancellation) =>
        (await _wire.SendAsync<Rows<Counterparty>>(
            HttpMethod.Get, $"entity/counterparty?{query}&expand=contactpersons&limit={PageSize}", null, cancellation)).Items ?? [];
}
