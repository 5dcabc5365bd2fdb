using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CallControl.ClickToCall;
using CallControl.Crm.Contracts;
using CallControl.Web.Api;

namespace CallControl.Enterprises;

/// <summary>Reads an enterprise from a request and says everything that is wrong with it.</summary>
internal static partial class EnterpriseReader
{
    private const int LongestName = 200;
    private const int LongestSecret = 200;
    private const int ShortestSecret = 8;
    private const int MostExtensions = 5000;

    /// <returns>Lays what was read over what is stored; to be used when nothing is wrong. It may still find that the name is missing.</returns>
    public static Func<Enterprise?, Enterprise> Read(JsonFields json, string number, PhoneCountry home)
    {
        if (!Number().IsMatch(number))
            json.Errors.Add("number", "must be 1 to 32 digits, Latin letters, - or _");
        var given = json.Text("number", 32);
        if (given is not null && given != number)
            json.Errors.Add("number", "is not the one in the address");
        var name = json.Text("name", LongestName);
        var secret = json.Text("secret", LongestSecret);
        if (secret is { Length: < ShortestSecret } && !Secrets.IsMasked(secret))
            json.Errors.Add("secret", $"is shorter than {ShortestSecret} characters");
        var zone = json.Text("time_zone", 64);
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            json.Errors.Add("time_zone", "must be a time zone such as Europe/Minsk");
        var primary = json.Text("primary_integration", 32);
        var settings = ObjectOf(json, "settings");
        if (settings is not null)
            ClickSettings.Check(settings, home).MoveTo(json.Errors, $"settings.{ClickSettings.Key}.");
        var integrations = ObjectOf(json, "integrations_config");
        var employees = json.Has("extensions") ? Employees(json, home) : null;
        var (clearsSecret, clearsPrimary) = (json.Has("secret") && secret is null, json.Has("primary_integration") && primary is null);
        json.Text("updated_at", 64); // as it came in an answer
        json.RefuseOthers();
        return before =>
        {
            if (name is null && before is null)
                json.Errors.Add("name", "is missing");
            if (Secrets.IsMasked(secret) && Secrets.MaskText(before?.Secret) != secret)
                json.Errors.Add("secret", "is a masked value, and it is not the one that is stored");
            return new Enterprise
            {
                Number = number,
                Name = name ?? before?.Name ?? "",
                Secret = clearsSecret ? null : Secrets.IsMasked(secret) || secret is null ? before?.Secret : secret,
                LockedSecret = json.Has("secret") && !Secrets.IsMasked(secret) ? null : before?.LockedSecret,
                TimeZone = zone ?? before?.TimeZone ?? "Europe/Moscow",
                Primary = clearsPrimary ? null : primary ?? before?.Primary,
                Settings = settings ?? before?.Settings ?? [],
                Integrations = IntegrationMerge.Of(before?.Integrations ?? [], integrations ?? []),
                Employees = employees ?? before?.Employees ?? [],
            };
        };
    }

    private static JsonObject? ObjectOf(JsonFields json, string name)
    {
        if (json.Object(name) is not { } fields)
            return null;
        var found = new JsonObject();
        foreach (var field in fields)
            found[field.Name] = JsonNode.Parse(field.Value.GetRawText());
        return found;
    }

    private static List<Employee> Employees(JsonFields json, PhoneCountry home)
    {
        List<Employee> employees = [];
        var elements = json.Elements("extensions", MostExtensions);
        for (var index = 0; index < elements.Count; index++)
        {
            var fields = JsonFields.Of(elements[index]);
            var extension = fields.Text("extension", 6, required: true);
            if (extension is not null && !extension.All(char.IsAsciiDigit))
                fields.Errors.Add("extension", "must be 1 to 6 digits");
            else if (employees.Exists(other => other.Extension == extension))
                fields.Errors.Add("extension", "is there twice");
            var name = fields.Text("name", LongestName);
            var email = fields.Text("email", LongestName);
            var phone = fields.Text("phone", 50);
            PhoneNumber? number = null;
            if (PhoneNumber.TryParse(phone, out var parsed, home))
                number = parsed;
            else if (phone is not null)
                fields.Errors.Add("phone", "must be a phone number");
            fields.RefuseOthers();
            fields.Errors.MoveTo(json.Errors, $"extensions[{index}].");
            employees.Add(new Employee(extension ?? "", name, email, number));
        }

        return employees;
    }

    [GeneratedRegex("^[0-9A-Za-z_-]{1,32}$")]
    private static partial Regex Number();
}
