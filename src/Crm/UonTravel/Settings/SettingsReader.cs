using System.Globalization;
using System.Net;
using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.Settings;
using CallControl.Crm.UonTravel.Api;

namespace CallControl.Crm.UonTravel.Settings;

/// <summary>
/// Reads <c>integrations_config.uon</c>: <c>enabled, api_url, api_key, account_id, subdomain, primary, log_calls, user_extensions{"2":"101"},
/// notifications{enabled, enriched, notify_incoming, notify_outgoing}, incoming_call_actions{…}, outgoing_call_actions{create_client_on_call, create_lead, lead_source,
/// status_lead_active, status_lead_no_open, status_lead_no_leads}, webhook_secret, webhook_networks[…], webhooks{"47":"12"}</c>.
/// </summary>
internal static class SettingsReader
{
    private const int LongestExtension = 15;
    private const int ShortestSecret = 16;
    private const string OwnDomain = ".u-on.ru";

    /// <summary>Settings as far as they can be used, and everything that is wrong with them.</summary>
    public static (UonSettings Settings, IReadOnlyList<SettingProblem> Problems) Read(JsonElement json)
    {
        var problems = new List<SettingProblem>();
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null))
            problems.Add(new SettingProblem("", "must be an object"));
        var root = new SettingsObject(json, "", problems);
        var notifications = root.Object("notifications");
        var shown = notifications.Flag("enabled", true);
        var account = Id(root, "account_id");
        var settings = new UonSettings
        {
            Enabled = root.Flag("enabled", false),
            ApiUrl = root.Address("api_url", UonApi.DefaultAddress),
            ApiKey = Key(root, "api_key"),
            AccountId = account,
            Host = Host(root) ?? (account is null ? null : $"id{account}{OwnDomain}"),
            LogCalls = root.Flag("log_calls", true),
            NotifyIncoming = notifications.Flag("notify_incoming", true) && shown,
            NotifyOutgoing = notifications.Flag("notify_outgoing", false) && shown,
            Enriched = notifications.Flag("enriched", true),
            Incoming = Actions(root.Object("incoming_call_actions"), RussianWords.IncomingCall),
            Outgoing = Actions(root.Object("outgoing_call_actions"), RussianWords.OutgoingCall),
            Extensions = Extensions(root.Object("user_extensions"), Fields(json, "user_extensions")),
            WebhookSecret = Key(root, "webhook_secret") is { Length: > 0 } secret ? secret : null,
            WebhookNetworks = Networks(root),
            WebhookIds = [.. Fields(json, "webhooks").Select(field => field.Value).OfType<string>()],
        };
        if (settings.WebhookSecret is { Length: < ShortestSecret })
            root.Report("webhook_secret", $"must have {ShortestSecret} characters at least; leave it out to have one made");
        _ = root.Flag("primary", false);
        _ = root.Object("webhooks");
        if (settings is { Enabled: true, ApiKey.Length: 0 })
            root.Report("api_key", "is required: U-ON shows it once, in Settings → Integrations → API, with the rights GET and POST");
        return (settings, problems);
    }

    /// <summary><c>id50001</c>, <c>https://id50001.u-on.ru/</c> and <c>ID50001.u-on.ru</c> are the same account.</summary>
    /// <returns>Null when it can't be a host.</returns>
    public static string? HostOf(string? text)
    {
        if (text is null)
            return null;
        var host = text.Trim().ToLowerInvariant();
        if (host.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme)
            host = host[(scheme + 3)..];
        host = host.Split('/')[0];
        if (!host.Contains('.', StringComparison.Ordinal))
            host += OwnDomain;
        return Uri.CheckHostName(host) == UriHostNameType.Dns ? host : null;
    }

    /// <summary>Whether it can stand in <c>user_extensions</c>.</summary>
    public static bool IsExtension(string text) => text.Length is > 0 and <= LongestExtension && text.All(char.IsAsciiDigit);

    private static string? Host(SettingsObject root)
    {
        if (root.Text("subdomain") is not { } text)
            return null;
        if (HostOf(text) is { } host)
            return host;
        root.Report("subdomain", "must be the host of the account's pages, such as id50001.u-on.ru");
        return null;
    }

    // The key is a part of the address.
    private static string Key(SettingsObject root, string name)
    {
        var key = root.Text(name) ?? "";
        if (key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            return key;
        root.Report(name, "must consist of Latin letters, digits, - and _");
        return "";
    }

    private static CallActions Actions(SettingsObject actions, string defaultSource) => new(
        actions.Flag("create_client_on_call", false),
        actions.Choice(
            "create_lead", LeadCreation.Never, ("none", LeadCreation.Never), ("if_no_open", LeadCreation.IfNoOpen), ("if_no_request", LeadCreation.IfNoLeads),
            ("if_no_leads", LeadCreation.IfNoLeads)),
        actions.Text("lead_source") ?? defaultSource,
        Id(actions, "status_lead_active"),
        Id(actions, "status_lead_no_open"),
        Id(actions, "status_lead_no_leads"));

    private static Dictionary<string, string> Extensions(SettingsObject mapping, IEnumerable<(string Name, string? Value)> fields)
    {
        var extensions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (manager, extension) in fields)
        {
            if (!IsId(manager))
                mapping.Report(manager, "must be U-ON's id of an employee: digits only");
            else if (extension is not null && IsExtension(extension))
                extensions[manager] = extension;
            else if (!string.IsNullOrEmpty(extension))
                mapping.Report(manager, "must be an extension: digits only");
        }

        return extensions;
    }

    private static IEnumerable<(string Name, string? Value)> Fields(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var fields) && fields.ValueKind == JsonValueKind.Object
            ? fields.EnumerateObject().Select(field => (field.Name, field.Value.ValueKind switch
            {
                JsonValueKind.String => field.Value.GetString(),
                JsonValueKind.Null => null,
                _ => field.Value.GetRawText(),
            }))
            : [];

    private static List<IPNetwork> Networks(SettingsObject root)
    {
        var networks = new List<IPNetwork>();
        if (root.Field("webhook_networks") is not { } field)
            return networks;
        if (field.ValueKind != JsonValueKind.Array)
        {
            root.Report("webhook_networks", "must be a list of addresses and networks");
            return networks;
        }

        foreach (var item in field.EnumerateArray())
        {
            var text = item.ValueKind == JsonValueKind.String ? item.GetString()! : "";
            if (IPAddress.TryParse(text, out var address))
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(text, out var network))
                networks.Add(network);
            else
                root.Report("webhook_networks", "must hold addresses (192.0.2.1) and networks (192.0.2.0/24) only");
        }

        return networks;
    }

    /// <summary>Pages and scripts write ids as numbers and as texts; an empty text and 0 mean none.</summary>
    private static string? Id(SettingsObject fields, string name)
    {
        var text = fields.Field(name) is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : fields.Text(name);
        if (text is null or "0")
            return null;
        if (IsId(text))
            return text;
        fields.Report(name, "must be a number");
        return null;
    }

    private static bool IsId(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
