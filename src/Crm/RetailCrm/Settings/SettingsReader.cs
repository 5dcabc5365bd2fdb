using System.Globalization;
using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.Settings;

namespace CallControl.Crm.RetailCrm.Settings;

/// <summary>
/// Reads <c>integrations_config.retailcrm</c>: <c>enabled, api_url, api_key, client_id, webhook_secret, module_code, module_name, logo_url, site,
/// external_phones{"+375…":"store"}, notifications{enabled, notify_incoming, notify_outgoing, notify_responsible, ignore_status}, incoming_call_actions{…},
/// outgoing_call_actions{create_client, create_order, order_source, order_method, order_status}, employee_mapping{"151":{name, email, employee_id}}</c>.
/// </summary>
internal static class SettingsReader
{
    private const int LongestExtension = 15;
    private const int ShortestSecret = 16;

    private static readonly Uri NoHost = new("https://account.invalid");

    /// <summary>Settings as far as they can be used, and everything that is wrong with them.</summary>
    public static (RetailCrmSettings Settings, IReadOnlyList<SettingProblem> Problems) Read(JsonElement json)
    {
        var problems = new List<SettingProblem>();
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null))
            problems.Add(new SettingProblem("", "must be an object"));
        var root = new SettingsObject(json, "", problems);
        var notifications = root.Object("notifications");
        var shown = notifications.Flag("enabled", true);
        var settings = new RetailCrmSettings
        {
            Enabled = root.Flag("enabled", false),
            Host = new Uri(root.Address("api_url", NoHost).GetLeftPart(UriPartial.Authority)),
            ApiKey = Key(root, "api_key") ?? "",
            ClientId = Secret(root, "client_id"),
            WebhookSecret = Secret(root, "webhook_secret"),
            ModuleCode = Code(root, "module_code"),
            ModuleName = root.Text("module_name") ?? "CallControl",
            Logo = Optional(root, "logo_url"),
            MakeCallUrl = Optional(root, "make_call_url"),
            UserStatusUrl = Optional(root, "user_status_url"),
            Site = root.Text("site"),
            ExternalPhones = Phones(root.Object("external_phones"), json),
            NotifyIncoming = notifications.Flag("notify_incoming", true) && shown,
            NotifyOutgoing = notifications.Flag("notify_outgoing", true) && shown,
            NotifyResponsible = notifications.Flag("notify_responsible", true),
            IgnoreStatus = notifications.Flag("ignore_status", false),
            Incoming = Actions(root.Object("incoming_call_actions")),
            Outgoing = Actions(root.Object("outgoing_call_actions")),
            Users = Mapping(root.Object("employee_mapping")),
        };
        _ = root.Text("webhook_url");
        if (settings.Enabled)
            RequireAccount(settings, root);
        return (settings, problems);
    }

    private static void RequireAccount(RetailCrmSettings settings, SettingsObject root)
    {
        if (IsBlank(root.Field("api_url")))
            root.Report("api_url", "is required: https://{account}.retailcrm.ru/api/v5");
        if (IsBlank(root.Field("api_key")))
            root.Report("api_key", "is required: make one in RetailCRM under Settings, Integration, API keys");
    }

    // What is there and wrong is reported already.
    private static bool IsBlank(JsonElement? field) => field is null || (field.Value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(field.Value.GetString()));

    // A key with a line break or a letter of another alphabet can't be sent in a header.
    private static string? Key(SettingsObject root, string name)
    {
        var key = root.Text(name);
        if (key is null || key.All(c => c is > ' ' and < '\x7f'))
            return key;
        root.Report(name, "must not contain spaces or letters other than Latin");
        return null;
    }

    private static string? Secret(SettingsObject root, string name)
    {
        var secret = Key(root, name);
        if (secret is null || secret.Length >= ShortestSecret)
            return secret;
        root.Report(name, $"must have {ShortestSecret} characters or more: strangers may guess");
        return null;
    }

    private static string? Code(SettingsObject root, string name)
    {
        var code = root.Text(name);
        if (code is null || code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return code;
        root.Report(name, "must consist of Latin letters, digits, - and _");
        return null;
    }

    private static Uri? Optional(SettingsObject root, string name) => root.Has(name) && root.Address(name, NoHost) is var address && address != NoHost ? address : null;

    private static List<StorePhone> Phones(SettingsObject report, JsonElement json)
    {
        var phones = new List<StorePhone>();
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("external_phones", out var all) || all.ValueKind != JsonValueKind.Object)
            return phones;
        foreach (var entry in all.EnumerateObject())
        {
            if (!PhoneNumber.TryParse(entry.Name, out var phone))
                report.Report(entry.Name, "must be a phone number");
            else if (entry.Value.ValueKind != JsonValueKind.String || entry.Value.GetString() is not { Length: > 0 } site)
                report.Report(entry.Name, "must be the code of a store");
            else
                phones.Add(new StorePhone(phone, site));
        }

        return phones;
    }

    private static CallActions Actions(SettingsObject actions) => new(
        actions.Flag("create_client", false),
        actions.Choice("create_order", OrderCreation.None, ("none", OrderCreation.None), ("new_client", OrderCreation.NewClient), ("always", OrderCreation.Always)),
        actions.Text("order_source") ?? RussianWords.PhoneCall,
        actions.Text("order_method") ?? "phone",
        actions.Text("order_status") ?? "new");

    private static List<MappedUser> Mapping(SettingsObject mapping)
    {
        var users = new List<MappedUser>();
        foreach (var (extension, user) in mapping.Objects())
        {
            if (extension.Length is 0 or > LongestExtension || !extension.All(char.IsAsciiDigit))
                mapping.Report(extension, "must be an extension: digits only");
            var field = user.Field("employee_id");
            var text = field is { ValueKind: JsonValueKind.Number or JsonValueKind.String } given ? given.ToString() : "";
            if (field is null)
                user.Report("employee_id", "is required");
            else if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == 0)
                user.Report("employee_id", "must be a user's number in RetailCRM");
            else if (users.Exists(other => other.UserId == id))
                user.Report("employee_id", "stands at another extension too");
            else
                users.Add(new MappedUser(extension, id));
            _ = user.Text("name");
            _ = user.Text("email");
        }

        return users;
    }
}
