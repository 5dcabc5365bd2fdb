using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop.Calls;
using CallControl.Crm.DigitalRop.Connection;
using CallControl.Crm.DigitalRop.Results;
using CallControl.Crm.DigitalRop.Settings;
using CallControl.Crm.DigitalRop.Structure;
using CallControl.Crm.DigitalRop.Wire;

namespace CallControl.Crm.DigitalRop;

/// <summary>"Цифровой РОП", the call analytics: takes recordings, and tells later how well the manager talked and what was said.</summary>
/// <param name="book">Where it is written down what became of each call.</param>
/// <param name="timings">How long it is waited for; <see cref="DigitalRopTimings.Default"/> when null.</param>
public sealed class DigitalRopVendor(IAnalysisBook book, DigitalRopTimings? timings = null) : ICrmVendor
{
    /// <summary>The vendor's word in settings, logs and addresses.</summary>
    public const string Word = "digitalrop";

    private const int SecretBytes = 24;
    private const string ChecklistPath = "checklist";
    private const string TablePath = "table";

    private static readonly string[] AddressKinds = ["checklists", "tables"];

    private readonly DigitalRopTimings _timings = timings ?? DigitalRopTimings.Default;

    public string Name => Word;

    public string Title => "Цифровой РОП";

    public CrmCapabilities Capabilities => CrmCapabilities.Recordings;

    // The webhooks' secrets are found by their name, wherever they stand.
    public IReadOnlyList<string> SecretFields { get; } = ["api_key"];

    public IReadOnlyList<SettingProblem> Validate(JsonElement settings) => SettingsReader.Read(settings).Problems;

    /// <summary>Addresses are pasted into the service by hand: they must not change because a list of names does. An empty secret that is given asks for a new one.</summary>
    public void Keep(JsonObject settings, JsonObject stored)
    {
        foreach (var kind in AddressKinds)
        {
            if (stored[kind] is not JsonObject known)
                continue;
            if (settings[kind] is null)
                settings[kind] = new JsonObject();
            if (settings[kind] is not JsonObject addresses)
                continue;
            if (known[SettingsReader.General] is { } general && !addresses.ContainsKey(SettingsReader.General))
                addresses[SettingsReader.General] = general.DeepClone();
            foreach (var (name, address) in addresses)
            {
                if (address is JsonObject fields && !fields.ContainsKey("secret") && known[name] is JsonObject before && before["secret"] is { } secret)
                    fields["secret"] = secret.DeepClone();
            }
        }
    }

    /// <summary>Each checklist and table has a secret of its own, and each kind has an address for those that nobody named.</summary>
    public void Complete(JsonObject settings, Uri? publicUrl)
    {
        foreach (var kind in AddressKinds)
        {
            if (settings[kind] is null)
                settings[kind] = new JsonObject();
            if (settings[kind] is not JsonObject addresses)
                continue;
            if (!addresses.ContainsKey(SettingsReader.General))
                addresses[SettingsReader.General] = new JsonObject();
            foreach (var address in addresses.Select(address => address.Value).OfType<JsonObject>())
            {
                if (address["secret"] is not JsonValue known || known.GetValueKind() != JsonValueKind.String || known.GetValue<string>().Length == 0)
                    address["secret"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
            }
        }
    }

    /// <summary>The paths below <c>/digitalrop/</c> that results are taken at.</summary>
    public IReadOnlyList<string> WebhookKeys(JsonElement settings) => [.. Webhooks(settings).Select(webhook => webhook.Path[(Word.Length + 2)..])];

    public ICrmAdapter Create(CrmAccount account, CrmParts parts)
    {
        var (settings, _) = SettingsReader.Read(account.Settings);
        var api = RopApi.Open(settings, _timings, parts);
        return new DigitalRopAdapter(api, new CallSender(api, settings, new Staff(account, settings, parts.Fellows), book, account.Enterprise, _timings.Deal, parts));
    }

    public Task<IReadOnlyList<ConnectionCheck>> TestConnectionAsync(CrmAccount account, CrmParts parts, CancellationToken cancellation)
    {
        var (settings, _) = SettingsReader.Read(account.Settings);
        return new ConnectionTest(RopApi.Open(settings, _timings, parts), settings, new Staff(account, settings, parts.Fellows)).RunAsync(cancellation);
    }

    /// <summary>The addresses for results, to be pasted into the service.</summary>
    public static IReadOnlyList<ResultWebhook> Webhooks(JsonElement settings)
    {
        var (read, _) = SettingsReader.Read(settings);
        return
        [
            .. read.Checklists.Where(address => address.Secret is not null).Select(address => new ResultWebhook(ResultKind.Checklist, address.Name, $"/{Word}/{ChecklistPath}/{address.Secret}")),
            .. read.Tables.Where(address => address.Secret is not null).Select(address => new ResultWebhook(ResultKind.Table, address.Name, $"/{Word}/{TablePath}/{address.Secret}")),
        ];
    }

    /// <summary>Whether results are to be passed on to the CRM.</summary>
    public static bool CommentsToCrm(JsonElement settings) => SettingsReader.Read(settings).Settings.CommentToCrm;

    /// <summary>The same for enterprises that share an account at the service; says nothing of the key.</summary>
    public static string AccountKey(JsonElement settings) => SettingsReader.Read(settings).Settings.AccountKey;

    /// <summary>Who the service is to know.</summary>
    public static StaffList StaffOf(CrmAccount account, CrmParts parts)
    {
        var (settings, _) = SettingsReader.Read(account.Settings);
        return new Staff(account, settings, parts.Fellows).List();
    }

    /// <summary>Sends whole lists: first the managers, whose ids the offices name.</summary>
    /// <param name="adapter">Of the account; made by <see cref="Create"/>.</param>
    /// <param name="managers">Null: not to be sent.</param>
    /// <param name="offices">Null: not to be sent.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="CrmException">The service was not reached or refused.</exception>
    public static async Task SendStaffAsync(
        ICrmAdapter adapter, IReadOnlyList<StaffManager>? managers, IReadOnlyList<StaffOffice>? offices, CancellationToken cancellation)
    {
        var api = ApiOf(adapter);
        if (managers is not null)
            await api.SendManagersAsync(managers, cancellation);
        if (offices is not null)
            await api.SendOfficesAsync(offices, cancellation);
    }

    /// <summary>Asks for the result of a table.</summary>
    /// <param name="adapter">Of the account; made by <see cref="Create"/>.</param>
    /// <param name="table">Its id.</param>
    /// <param name="call">Our id of the call, or the service's.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null when it is not ready.</returns>
    /// <exception cref="CrmException">The service was not reached, or refused the key.</exception>
    public static async Task<AnalysisResult?> FindTableAsync(ICrmAdapter adapter, string table, string call, CancellationToken cancellation) =>
        await ApiOf(adapter).FindTableAsync(table, call, cancellation) is { } answer ? ResultReader.ReadTable(call, table, answer) : null;

    private static RopApi ApiOf(ICrmAdapter adapter) => ((DigitalRopAdapter)adapter).Api;
}
