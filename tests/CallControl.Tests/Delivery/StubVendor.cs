using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;

namespace CallControl.CallControl.Tests.Delivery;

/// <summary>The smallest vendor: one request per event, keyed by call and kind.</summary>
internal sealed class StubVendor(Uri address, string name = "stub") : ICrmVendor
{
    public string Name => name;

    public string Title => "Stub";

    public CrmCapabilities Capabilities =>
        CrmCapabilities.PopUp | CrmCapabilities.CallRecords | CrmCapabilities.Recordings | CrmCapabilities.Customers | CrmCapabilities.Responsible | CrmCapabilities.Names;

    public IReadOnlyList<string> SecretFields => ["key", "webhooks.sign"];

    public CrmLimit Limit { get; set; } = new(1000, TimeSpan.FromSeconds(1), 8);

    /// <summary>What the CRM knows; asked over HTTP all the same.</summary>
    public Dictionary<PhoneNumber, CustomerCard> Customers { get; } = [];

    public List<CrmEvent> Seen { get; } = [];

    public IReadOnlyList<SettingProblem> Validate(JsonElement settings) =>
        settings.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String ? [] : [new SettingProblem("key", "is missing")];

    public void Complete(JsonObject settings, Uri? publicUrl) => settings["webhook_uuid"] ??= Guid.NewGuid().ToString();

    public IReadOnlyList<string> WebhookKeys(JsonElement settings) => settings.TryGetProperty("webhook_uuid", out var uuid) ? [uuid.GetString()!] : [];

    public ICrmAdapter Create(CrmAccount account, CrmParts parts)
    {
        var client = parts.Http.Create(new CrmApi("main", Limit) { Timeout = TimeSpan.FromSeconds(2) });
        client.BaseAddress = address;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", account.Settings.GetProperty("key").GetString());
        return new Adapter(this, client);
    }

    public async Task<IReadOnlyList<ConnectionCheck>> TestConnectionAsync(CrmAccount account, CrmParts parts, CancellationToken cancellation)
    {
        await ((Adapter)Create(account, parts)).SendAsync("test", new { }, cancellation);
        return [new ConnectionCheck("main", true, "answers")];
    }

    private sealed class Adapter(StubVendor vendor, HttpClient client) : ICrmAdapter
    {
        public async Task HandleAsync(CrmEvent crmEvent, CancellationToken cancellation)
        {
            lock (vendor.Seen)
                vendor.Seen.Add(crmEvent);
            await SendAsync($"{crmEvent.Call.Id:N}/{crmEvent.GetType().Name}", new { phone = crmEvent.Call.Client?.ToString() }, cancellation);
        }

        public async Task<CustomerCard?> FindCustomerAsync(PhoneNumber phone, CancellationToken cancellation)
        {
            await SendAsync("find", new { phone = phone.ToString() }, cancellation);
            return vendor.Customers.GetValueOrDefault(phone);
        }

        public async Task<string?> FindResponsibleExtensionAsync(PhoneNumber phone, CancellationToken cancellation) =>
            (await FindCustomerAsync(phone, cancellation))?.ResponsibleExtension;

        public Task<IReadOnlyList<CustomerNames>> FindNamesAsync(PhoneNumber phone, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<CustomerNames>>(vendor.Customers.TryGetValue(phone, out var card)
                ? [new CustomerNames(phone, "stub", card.ExternalId, card.LastName, card.FirstName, card.MiddleName, card.Company, card.PersonUid)]
                : []);

        public async Task SendAsync(string path, object body, CancellationToken cancellation)
        {
            using var answer = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, cancellation);
            if (!answer.IsSuccessStatusCode)
            {
                throw new CrmException($"refused with {(int)answer.StatusCode}")
                {
                    Code = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    IsAccountProblem = answer.StatusCode == System.Net.HttpStatusCode.Unauthorized,
                };
            }
        }
    }
}
