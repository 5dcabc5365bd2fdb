using System.Net;
using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.Settings;

namespace CallControl.Crm.DigitalRop.Settings;

/// <summary>
/// Reads <c>integrations_config.digitalrop</c>: <c>enabled, base_url, api_key, ingest_path, encoding, rate_per_minute, max_audio_mb, max_duration_s, allowed_formats[…],
/// min_duration_s, directions, extensions[…], except_extensions[…], managers{"151":{manager_id, surname, name, middlename}}, extension_prefix, unknown_manager_id, without_deal,
/// unknown_deal_id, sync_managers, sync_offices, leaders[…], offices{"id":{title, leaders[…], managers[…]}}, checklists{"name":{secret}}, tables{"id":{secret, poll}},
/// comment_to_crm</c>.
/// </summary>
internal static class SettingsReader
{
    /// <summary>The address that every account has; of no table in particular.</summary>
    public const string General = "default";

    private const int LongestId = 100;
    private const int MostRate = 60;
    private const int MostMegabytes = 100;
    private const int MostSeconds = 2700;

    // No such name is anybody's in the world's DNS.
    private static readonly string[] PrivateNames = [".internal", ".local", ".lan", ".home.arpa"];

    private static readonly string[] Formats = ["mp3", "wav", "ogg"];

    /// <summary>Settings as far as they can be used, and everything that is wrong with them.</summary>
    public static (RopSettings Settings, IReadOnlyList<SettingProblem> Problems) Read(JsonElement json)
    {
        var problems = new List<SettingProblem>();
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null))
            problems.Add(new SettingProblem("", "must be an object"));
        var root = new SettingsObject(json, "", problems);
        var settings = new RopSettings
        {
            Enabled = root.Flag("enabled", false),
            BaseUrl = Address(root),
            ApiKey = Key(root),
            IngestPath = root.Choice("ingest_path", "calls/audio-upload", ("calls/audio-upload", "calls/audio-upload"), ("/calls/audio-upload", "calls/audio-upload"), ("calls", "calls"), ("/calls", "calls")),
            AsForm = root.Choice("encoding", false, ("json", false), ("form", true)),
            RatePerMinute = root.Number("rate_per_minute", MostRate, 1, MostRate),
            Audio = new AudioLimits(
                root.Number("max_audio_mb", MostMegabytes, 1, MostMegabytes) * 1_000_000L, TimeSpan.FromSeconds(root.Number("max_duration_s", MostSeconds, 1, MostSeconds)),
                AllowedFormats(root)),
            Rules = new CallRules(
                TimeSpan.FromSeconds(root.Number("min_duration_s", 10, 0, MostSeconds)),
                root.Choice<CallDirection?>("directions", null, ("all", null), ("incoming", CallDirection.Incoming), ("outgoing", CallDirection.Outgoing)),
                Extensions(root, "extensions"), Extensions(root, "except_extensions")),
            Managers = root.Object("managers").Objects().ToDictionary(
                manager => manager.Name,
                manager => new MappedManager(Id(manager.Value, "manager_id"), manager.Value.Text("surname"), manager.Value.Text("name"), manager.Value.Text("middlename")), StringComparer.Ordinal),
            ExtensionPrefix = Id(root, "extension_prefix") ?? "",
            UnknownManagerId = Id(root, "unknown_manager_id"),
            WithoutDeal = root.Choice("without_deal", true, ("send", true), ("skip", false)),
            UnknownDealId = Id(root, "unknown_deal_id") ?? "no_deal",
            SyncManagers = root.Flag("sync_managers", true),
            SyncOffices = root.Flag("sync_offices", true),
            Leaders = Extensions(root, "leaders"),
            Offices = Offices(root),
            Checklists = Addresses(root, "checklists", poll: false),
            Tables = Addresses(root, "tables", poll: true),
            CommentToCrm = root.Flag("comment_to_crm", false),
        };
        _ = root.Flag("primary", false);
        if (settings is { Enabled: true, BaseUrl: null } && !root.Has("base_url"))
            root.Report("base_url", "is required: the address of your service, such as http://10.0.0.5/api/v1/");
        if (settings is { Enabled: true, ApiKey.Length: 0 })
            root.Report("api_key", "is required: the administrator of the service gives it");
        // Multipart is documented for this path only.
        if (settings is { AsForm: true, IngestPath: "calls" })
            root.Report("encoding", "must be json for the path calls");
        return (settings, problems);
    }

    /// <summary>The service stands in a private network and speaks plain HTTP there; over the world, the key in the address needs https.</summary>
    private static Uri? Address(SettingsObject root)
    {
        if (root.Text("base_url") is not { } text)
            return null;
        if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Query.Length == 0
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsPrivate(address))))
            return address;
        root.Report("base_url", "must be an https address, or an http address of this machine or a private network");
        return null;
    }

    private static bool IsPrivate(Uri address)
    {
        if (address.IsLoopback)
            return true;
        if (!IPAddress.TryParse(address.Host, out var ip))
            return !address.Host.Contains('.', StringComparison.Ordinal) || Array.Exists(PrivateNames, end => address.Host.EndsWith(end, StringComparison.OrdinalIgnoreCase));
        if (ip.GetAddressBytes() is not [var first, var second, _, _])
            return ip.IsIPv6UniqueLocal || ip.IsIPv6LinkLocal;
        return first == 10 || (first == 172 && second is >= 16 and < 32) || (first == 192 && second == 168) || (first == 100 && second is >= 64 and < 128);
    }

    private static string Key(SettingsObject root)
    {
        var key = root.Text("api_key") ?? "";
        if (!key.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            return key;
        root.Report("api_key", "must not have spaces");
        return "";
    }

    private static IReadOnlyList<string> AllowedFormats(SettingsObject root)
    {
        var formats = Texts(root, "allowed_formats").Select(format => format.TrimStart('.').ToLowerInvariant()).ToList();
        if (formats.Exists(format => !Formats.Contains(format)))
            root.Report("allowed_formats", "must hold mp3, wav and ogg only");
        return formats.Count == 0 ? Formats : formats;
    }

    private static IReadOnlyList<MappedOffice>? Offices(SettingsObject root)
    {
        List<MappedOffice> offices = [.. root.Object("offices").Objects().Select(office => new MappedOffice(
            office.Name, office.Value.Text("title") ?? office.Name, Extensions(office.Value, "leaders"), Extensions(office.Value, "managers")))];
        return offices.Count == 0 ? null : offices;
    }

    private static List<ResultAddress> Addresses(SettingsObject root, string name, bool poll)
    {
        List<ResultAddress> addresses = [];
        foreach (var (key, value) in root.Object(name).Objects())
        {
            if (key.Length > LongestId)
                root.Report(name, $"must have names of at most {LongestId} characters");
            var asked = value.Flag("poll", poll && key != General);
            if (asked && !poll)
                value.Report("poll", "is for tables");
            else if (asked && key == General)
                value.Report("poll", "needs the table's id for a name");
            addresses.Add(new ResultAddress(key, value.Text("secret"), asked && poll && key != General));
        }

        return addresses;
    }

    private static List<string> Extensions(SettingsObject fields, string name)
    {
        var extensions = Texts(fields, name);
        if (extensions.Exists(extension => !extension.All(char.IsAsciiDigit)))
            fields.Report(name, "must hold extensions: digits only");
        return extensions;
    }

    private static List<string> Texts(SettingsObject fields, string name)
    {
        if (fields.Field(name) is not { } field)
            return [];
        if (field.ValueKind == JsonValueKind.Array && field.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String or JsonValueKind.Number))
            return [.. field.EnumerateArray().Select(item => item.ToString().Trim()).Where(text => text.Length > 0).Distinct()];
        fields.Report(name, "must be a list of texts");
        return [];
    }

    /// <summary>Pages and scripts write ids as numbers and as texts.</summary>
    private static string? Id(SettingsObject fields, string name)
    {
        var text = fields.Field(name) is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : fields.Text(name);
        if (text is not { Length: > LongestId })
            return text;
        fields.Report(name, $"must be at most {LongestId} characters long");
        return null;
    }
}
