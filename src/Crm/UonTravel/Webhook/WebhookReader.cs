using System.Text.Json;
using CallControl.Crm.UonTravel.Api;
using CallControl.Crm.UonTravel.Settings;
using CallControl.Crm.UonTravel.Wire;

namespace CallControl.Crm.UonTravel.Webhook;

/// <summary>
/// Reads what U-ON sends to the webhook, as a query, a form or JSON: <c>method=call&amp;user_id=2&amp;phone=375290000001&amp;uon_id=50001</c>,
/// <c>uon_id=50001&amp;type_id=3&amp;client_id=5&amp;client[u_surname]=Sample&amp;client[u_phone]=%2B375290000001</c>. Names may be Russian.
/// </summary>
public static class WebhookReader
{
    private const int Deepest = 3;

    private static readonly Dictionary<string, string> Russian = new(StringComparer.OrdinalIgnoreCase)
    {
        ["метод"] = "method",
        ["ID пользователя"] = "user_id",
        ["телефон"] = "phone",
        ["клиент"] = "client",
        ["ID клиента"] = "client_id",
    };

    /// <param name="fields">Of query and form, decoded.</param>
    public static WebhookMessage Read(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in fields)
            Add(values, name, value);
        var client = ClientOf(values);
        return new WebhookMessage
        {
            Kind = KindOf(values),
            AccountKeys = [.. new[] { Value(values, "uon_id"), Value(values, "account_id"), SettingsReader.HostOf(Value(values, "uon_subdomain")) }.OfType<string>()],
            UserId = Value(values, "user_id"),
            Phone = Value(values, "phone"),
            ClientId = Value(values, "client_id") ?? client?.Id,
            Client = client,
        };
    }

    /// <param name="json">An object; objects in it are read as forms write them, <c>client[u_id]</c>.</param>
    /// <param name="beside">Fields of the address.</param>
    public static WebhookMessage Read(JsonElement json, params IEnumerable<KeyValuePair<string, string>> beside) => Read(Flat(json, "", 0).Concat(beside));

    private static void Add(Dictionary<string, string> values, string name, string value)
    {
        name = Russian.GetValueOrDefault(name.Trim(), name.Trim());
        if (name.IndexOf('[', StringComparison.Ordinal) is > 0 and var bracket)
            name = Russian.GetValueOrDefault(name[..bracket], name[..bracket]) + name[bracket..];
        // The client may be a JSON text inside a form.
        if (name == "client" && value.TrimStart().StartsWith('{'))
        {
            try
            {
                foreach (var (inner, text) in Flat(JsonElement.Parse(value), "client", 1))
                    values.TryAdd(inner, text);
            }
            catch (JsonException)
            {
                // Then he is read by his id.
            }
        }

        values.TryAdd(name, value);
    }

    private static IEnumerable<KeyValuePair<string, string>> Flat(JsonElement json, string path, int depth)
    {
        if (json.ValueKind != JsonValueKind.Object || depth > Deepest)
            return [];
        return json.EnumerateObject().SelectMany(field =>
        {
            if (NameOf(field) is not { } own)
                return [];
            var name = path.Length == 0 ? own : $"{path}[{own}]";
            return field.Value.ValueKind switch
            {
                JsonValueKind.Object => Flat(field.Value, path.Length == 0 ? Russian.GetValueOrDefault(name, name) : name, depth + 1),
                JsonValueKind.String => [KeyValuePair.Create(name, field.Value.Whole() ?? "")],
                JsonValueKind.Null => [],
                _ => (IEnumerable<KeyValuePair<string, string>>)[KeyValuePair.Create(name, field.Value.GetRawText())],
            };
        });
    }

    private static string? NameOf(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair
        }
    }

    private static WebhookKind KindOf(Dictionary<string, string> values)
    {
        if (string.Equals(Value(values, "method"), "call", StringComparison.OrdinalIgnoreCase))
            return WebhookKind.Click;
        return Value(values, "type_id") switch
        {
            "47" => WebhookKind.Click,
            "3" => WebhookKind.ClientCreated,
            "4" => WebhookKind.ClientChanged,
            _ => WebhookKind.Other,
        };
    }

    private static UonClient? ClientOf(Dictionary<string, string> values)
    {
        const string prefix = "client[";
        var fields = values.Where(field => field.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && field.Key.EndsWith(']'))
            .ToDictionary(field => field.Key[prefix.Length..^1], field => field.Value, StringComparer.OrdinalIgnoreCase);
        if (fields.Count == 0)
            return null;
        if (!fields.ContainsKey("u_id") && Value(values, "client_id") is { } id)
            fields["u_id"] = id;
        return UonClient.Of(JsonSerializer.SerializeToElement(fields));
    }

    private static string? Value(Dictionary<string, string> values, string name) => values.GetValueOrDefault(name)?.Replace("\0", "", StringComparison.Ordinal).Trim() is { Length: > 0 } value ? value : null;
}
