using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel.Api;
using CallControl.Crm.UonTravel.Calls;
using CallControl.Crm.UonTravel.Cards;
using CallControl.Crm.UonTravel.Clients;
using CallControl.Crm.UonTravel.Connection;
using CallControl.Crm.UonTravel.Leads;
using CallControl.Crm.UonTravel.Settings;
using CallControl.Crm.UonTravel.Webhook;
using CallControl.Crm.UonTravel.Wire;

namespace CallControl.Crm.UonTravel;

/// <summary>U-ON.Travel: clients, leads, pop-ups and the call history of tourist agencies.</summary>
/// <param name="timings">How long it is waited for; <see cref="UonTravelTimings.Default"/> when null.</param>
public sealed class UonTravelVendor(UonTravelTimings? timings = null) : ICrmVendor
{
    /// <summary>The vendor's word in settings and logs.</summary>
    public const string Word = "uon";

    private const int SecretBytes = 24;

    // U-ON refuses the eleventh request within a second.
    private static readonly CrmLimit Limit = new(8, TimeSpan.FromSeconds(1), 8);

    private readonly UonTravelTimings _timings = timings ?? UonTravelTimings.Default;

    public string Name => Word;

    public string Title => "U-ON.Travel";

    public CrmCapabilities Capabilities =>
        CrmCapabilities.Customers | CrmCapabilities.Responsible | CrmCapabilities.PopUp | CrmCapabilities.CallRecords
        | CrmCapabilities.Recordings | CrmCapabilities.ClickToCall | CrmCapabilities.Names | CrmCapabilities.Deals;

    public IReadOnlyList<string> SecretFields { get; } = ["api_key", "webhook_secret"];

    public IReadOnlyList<SettingProblem> Validate(JsonElement settings) => SettingsReader.Read(settings).Problems;

    public void Complete(JsonObject settings, Uri? publicUrl)
    {
        if (settings["webhook_secret"] is not JsonValue known || known.GetValueKind() != JsonValueKind.String || known.GetValue<string>().Length == 0)
            settings["webhook_secret"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
    }

    /// <summary>The account's id and its host; see <see cref="WebhookMessage.AccountKeys"/>.</summary>
    public IReadOnlyList<string> WebhookKeys(JsonElement settings)
    {
        var (read, _) = SettingsReader.Read(settings);
        return [.. new[] { read.AccountId, read.Host }.OfType<string>()];
    }

    public ICrmAdapter Create(CrmAccount account, CrmParts parts)
    {
        var (settings, api) = Open(account, parts);
        var finder = new ClientFinder(api, _timings, parts.Time);
        var locks = new PhoneLocks();
        var turns = new Turns(parts.Calls, settings.ApiKey, _timings, parts.Time);
        var clients = new CallClients(finder, new MadeClients(parts.Calls, turns, _timings, parts.Time), api, settings, locks, parts.Time, parts.Logger);
        var leads = new LeadDesk(api, new LeadStatuses(api, parts.Time), finder, locks, turns, settings, account.TimeZone, parts.Logger);
        var popUps = new PopUps(api, settings, new PopUpText(settings.Host, account.TimeZone), parts.Logger);
        var managers = new ManagerDesk(api, finder, settings, parts.Logger);
        var reporter = new CallReporter(
            clients, leads, new AboutClient(api, leads), popUps, new CallRecords(api, settings, account.TimeZone, parts.Logger), managers, settings, _timings.Card, parts.Time, parts.Logger);
        return new UonTravelAdapter(reporter, finder, leads, settings, parts);
    }

    public Task<IReadOnlyList<ConnectionCheck>> TestConnectionAsync(CrmAccount account, CrmParts parts, CancellationToken cancellation)
    {
        var (settings, api) = Open(account, parts);
        return new ConnectionTest(api, settings).RunAsync(cancellation);
    }

    public async Task<IReadOnlyList<VendorEmployee>> LoadEmployeesAsync(CrmAccount account, CrmParts parts, CancellationToken cancellation) =>
        [.. (await LoadManagersAsync(account, parts, cancellation)).Where(manager => manager is { Extension: not null, IsActive: true })
            .Select(manager => new VendorEmployee(manager.Extension!, manager.Id, manager.Name, manager.Email)).OrderBy(employee => employee.Extension, StringComparer.Ordinal)];

    /// <summary>Everybody who works there, also without an extension; for the keys of <c>user_extensions</c>.</summary>
    /// <exception cref="CrmException">U-ON was not reached or refused.</exception>
    public Task<IReadOnlyList<UonManager>> LoadManagersAsync(CrmAccount account, CrmParts parts, CancellationToken cancellation) =>
        Open(account, parts).Api.ManagersAsync(cancellation);

    /// <summary>For <c>status_lead_…</c>.</summary>
    /// <exception cref="CrmException">U-ON was not reached or refused.</exception>
    public Task<IReadOnlyList<LeadStatus>> LoadStatusesAsync(CrmAccount account, CrmParts parts, CancellationToken cancellation) =>
        Open(account, parts).Api.StatusesAsync(cancellation);

    /// <summary>Shows a pop-up as a call would, for trying it out.</summary>
    /// <exception cref="CrmException">U-ON was not reached or refused.</exception>
    public Task NotifyAsync(CrmAccount account, CrmParts parts, string managerId, string text, CancellationToken cancellation) =>
        Open(account, parts).Api.NotifyAsync(managerId, text, cancellation);

    /// <summary>Deletes the webhooks that were made before and makes those that are needed; none for a switched-off account.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="parts">To work with.</param>
    /// <param name="publicUrl">Where U-ON reaches us.</param>
    /// <param name="cancellation">It takes too long: for a request of somebody who may go away it is not meant.</param>
    /// <returns>What is there then; also when some of it did not work.</returns>
    /// <exception cref="CrmException">U-ON was not reached or refused, and nothing was changed.</exception>
    public Task<WebhookSetup> RegisterWebhooksAsync(CrmAccount account, CrmParts parts, Uri publicUrl, CancellationToken cancellation)
    {
        var (settings, api) = Open(account, parts);
        return new WebhookRegistration(api, settings, _timings, parts.Time).RunAsync(publicUrl, cancellation);
    }

    /// <summary>What a message about a client says for <c>customers</c>; the client is read from U-ON when the message leaves him out.</summary>
    /// <exception cref="CrmException">U-ON was not reached or refused.</exception>
    public async Task<IReadOnlyList<CustomerNames>> NamesAsync(CrmAccount account, CrmParts parts, WebhookMessage message, PhoneCountry? home, CancellationToken cancellation)
    {
        var client = message.Client;
        if (client is null || client.Phones(home).Count == 0 || await MayBeCompanyAsync(client, parts, home, cancellation))
            client = message.ClientId is { } id && await Open(account, parts).Api.ClientAsync(id, cancellation) is { } read ? read : client;
        return client is null ? [] : client.Names(client.Phones(home));
    }

    /// <summary>Whether it can stand in <c>user_extensions</c>.</summary>
    public static bool IsExtension(string text) => SettingsReader.IsExtension(text);

    /// <summary>What an open account remembers of a client who has changed is old.</summary>
    public static void Forget(ICrmAdapter adapter, string clientId, IReadOnlyCollection<PhoneNumber> phones) =>
        (adapter as UonTravelAdapter)?.Forget(clientId, phones);

    // Asking for everybody would cost live calls their turns when an agency imports its clients.
    private static async Task<bool> MayBeCompanyAsync(UonClient client, CrmParts parts, PhoneCountry? home, CancellationToken cancellation)
    {
        if (client.KnowsCompany)
            return false;
        if (client.Person is null)
            return true;
        foreach (var phone in client.Phones(home))
        {
            if (await parts.Customers.FindAsync(phone, cancellation) is { EnterpriseName: not null })
                return true;
        }

        return false;
    }

    private (UonSettings Settings, UonApi Api) Open(CrmAccount account, CrmParts parts)
    {
        var (settings, _) = SettingsReader.Read(account.Settings);
        var api = new CrmApi("api", Limit) { CountedBy = settings.ApiKey, Timeout = _timings.Request, RetryAfter = RetryAfter };
        return (settings, new UonApi(new UonWire(parts.Http.Create(api), settings.ApiUrl, settings.ApiKey, parts.Time)));
    }

    // U-ON doesn't say how long to wait; it counts by the second.
    private static TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.StatusCode == System.Net.HttpStatusCode.TooManyRequests ? Limit.Per : null;
}
