using System.Text.Json;
using CallControl.Numbers;

namespace CallControl.Web.Api.Listings;

/// <summary>Reads <c>call_settings</c> and names every field of it that is wrong.</summary>
internal static class CallSettingsReader
{
    private const string Name = "call_settings";

    private static readonly Dictionary<string, string> Forms = new(StringComparer.Ordinal)
    {
        ["ring"] = "must be sequence or parallel",
        ["accept"] = "must be true or false",
        ["ring_seconds"] = "must be a whole number from 5 to 300",
        ["talk_seconds"] = "must be a whole number from 1 to 86400",
        ["record"] = "must be true or false",
        ["consent"] = "must be true or false",
        ["owner_sees"] = "must be client or virtual_number",
        ["hours"] = "must be an object with time_zone and open",
    };

    public static CallSettings Read(JsonFields json)
    {
        if (json.Object(Name) is not { } fields)
            return CallSettings.None;

        // One by one: the serialiser stops at the first wrong field.
        var readable = fields.Where(field => IsReadable(field, json.Errors)).DistinctBy(field => field.Name).ToList();
        var settings = CallSettings.Parse(TextOf(readable));
        foreach (var (field, message) in settings.Errors())
            json.Errors.Add($"{Name}.{field}", message);
        return settings;
    }

    private static bool IsReadable(JsonProperty field, FieldErrors errors)
    {
        try
        {
            CallSettings.Parse(TextOf([field]));
            return true;
        }
        catch (JsonException e)
        {
            // $.hours.open[0]
            var path = e.Path is ['$', '.', .. var inner] ? inner : field.Name;
            errors.Add($"{Name}.{path}", Forms.TryGetValue(field.Name, out var form) ? form : "is not known");
            return false;
        }
    }

    private static string TextOf(IEnumerable<JsonProperty> fields) => $"{{{string.Join(',', fields.Select(field => field.ToString()))}}}";
}
