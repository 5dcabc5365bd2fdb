using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad.Phone;
using CallControl.Crm.MoySklad.Remap;
using CallControl.Crm.Settings;

namespace CallControl.Crm.MoySklad.Settings;

/// <summary>
/// Reads <c>integrations_config.ms</c>: <c>enabled, phone_api_url, main_api_url, integration_code, api_token, main_api_limit, webhook_uuid, webhook_signature,
/// notifications{enabled, call_notify_mode, notify_incoming, notify_outgoing}, incoming_call_actions{…}, outgoing_call_actions{create_client, create_order, order_source,
/// order_status}, employee_mapping{"151":{name, email, employee_id}}</c>. The older <c>create_customers</c> and <c>create_orders</c> (true, false) still count.
/// </summary>
internal static class SettingsReader
{
    /// <summary>What is left of the vendor's 45 in three seconds with the dearest kind of token.</summary>
    public const int DefaultMainApiRequests = 11;

    private const int MostMainApiRequests = 45;
    private const int LongestExtension = 15;

    /// <summary>Settings as far as they can be used, and everything that is wrong with them.</summary>
    public static (MoySkladSettings Settings, IReadOnlyList<SettingProblem> Problems) Read(JsonElement json)
    {
        var problems = new List<SettingProblem>();
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null))
            problems.Add(new SettingProblem("", "must be an object"));
        var root = new SettingsObject(json, "", problems);
        var notifications = root.Object("notifications");
        var shown = notifications.Flag("enabled", true) & notifications.Choice("call_notify_mode", true, ("during", true), ("none", false));
        var settings = new MoySkladSettings
        {
            Enabled = root.Flag("enabled", false),
            PhoneApiUrl = root.Address("phone_api_url", PhoneApiClient.DefaultAddress),
            MainApiUrl = root.Address("main_api_url", RemapClient.DefaultAddress),
            IntegrationCode = Key(root, "integration_code"),
            ApiToken = Key(root, "api_token"),
            MainApiRequests = root.Number("main_api_limit", DefaultMainApiRequests, 1, MostMainApiRequests),
            WebhookUuid = root.Uuid("webhook_uuid"),
            Signature = root.Choice(
                "webhook_signature", SignatureMode.LogOnly, ("off", SignatureMode.Off), ("log", SignatureMode.LogOnly), ("enforce", SignatureMode.Enforce)),
            NotifyIncoming = notifications.Flag("notify_incoming", true) && shown,
            NotifyOutgoing = notifications.Flag("notify_outgoing", false) && shown,
            Incoming = Actions(root.Object("incoming_call_actions"), RussianWords.IncomingOrder),
            Outgoing = Actions(root.Object("outgoing_call_actions"), RussianWords.OutgoingOrder),
            Employees = Mapping(root.Object("employee_mapping")),
        };
        _ = root.Text("webhook_url");
        if (settings.Enabled)
            RequireKeys(settings, root);
        return (settings, problems);
    }

    private static void RequireKeys(MoySkladSettings settings, SettingsObject root)
    {
        if (settings.IntegrationCode.Length == 0)
            root.Report("integration_code", "is required: the key that MoySklad shows where the telephony solution is set up");
        if (settings.ApiToken.Length == 0 && (settings.Incoming.NeedsMainApi || settings.Outgoing.NeedsMainApi))
            root.Report("api_token", "is required to create clients and orders");
    }

    // A key with a line break or a letter of another alphabet can't be sent in a header.
    private static string Key(SettingsObject root, string name)
    {
        var key = root.Text(name) ?? "";
        if (key.All(c => c is > ' ' and < '\x7f'))
            return key;
        root.Report(name, "must not contain spaces or letters other than Latin");
        return "";
    }

    private static CallActions Actions(SettingsObject actions, string defaultSource) => new(
        actions.Has("create_client") ? actions.Flag("create_client", false) : actions.Flag("create_customers", false),
        Orders(actions),
        actions.Text("order_source") ?? defaultSource,
        actions.Text("order_status"));

    private static OrderCreation Orders(SettingsObject actions)
    {
        if (!actions.Has("create_order"))
            return actions.Flag("create_orders", false) ? OrderCreation.Always : OrderCreation.None;
        if (actions.Field("create_order") is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag)
            return flag.GetBoolean() ? OrderCreation.Always : OrderCreation.None;
        return actions.Choice(
            "create_order", OrderCreation.None, ("none", OrderCreation.None), ("new_client", OrderCreation.NewClient), ("always", OrderCreation.Always));
    }

    private static List<MappedEmployee> Mapping(SettingsObject mapping)
    {
        var employees = new List<MappedEmployee>();
        foreach (var (extension, employee) in mapping.Objects())
        {
            if (extension.Length is 0 or > LongestExtension || !extension.All(char.IsAsciiDigit))
                mapping.Report(extension, "must be an extension: digits only");
            var id = employee.Uuid("employee_id");
            if (id is null && !employee.Has("employee_id"))
                employee.Report("employee_id", "is required");
            else if (id is not null && employees.Exists(other => other.EmployeeId.Equals(id, StringComparison.OrdinalIgnoreCase)))
                employee.Report("employee_id", "stands at another extension too");
            var name = employee.Text("name");
            var email = employee.Text("email");
            if (email is not null && !email.Contains('@', StringComparison.Ordinal))
                employee.Report("email", "must be an e-mail address");
            if (id is not null)
                employees.Add(new MappedEmployee(extension, id, name, email));
        }

        return employees;
    }
}
