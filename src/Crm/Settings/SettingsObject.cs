using System.Text.Json;
using CallControl.Crm.Contracts;

namespace CallControl.Crm.Settings;

/// <summary>Reads the fields of one JSON object and notes what is wrong with each under its path. A field that is missing or null has its default.</summary>
internal sealed class SettingsObject(JsonElement json, string path, List<SettingProblem> problems)
{
    public SettingsObject Object(string name)
    {
        var field = Field(name);
        if (field is { ValueKind: not JsonValueKind.Object })
            Report(name, "must be an object");
        return new SettingsObject(field is { ValueKind: JsonValueKind.Object } found ? found : default, path + name + ".", problems);
    }

    public IEnumerable<(string Name, SettingsObject Value)> Objects() =>
        json.ValueKind != JsonValueKind.Object ? [] : json.EnumerateObject().Select(property => (property.Name, Object(property.Name)));

    public bool Has(string name) => Field(name) is not null;

    public bool Flag(string name, bool otherwise)
    {
        switch (Field(name)?.ValueKind)
        {
            case null: return otherwise;
            case JsonValueKind.True: return true;
            case JsonValueKind.False: return false;
            default:
                Report(name, "must be true or false");
                return otherwise;
        }
    }

    public string? Text(string name)
    {
        if (Field(name) is not { } field)
            return null;
        if (field.ValueKind == JsonValueKind.String)
            return field.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
        Report(name, "must be a text");
        return null;
    }

    public string? Uuid(string name)
    {
        var text = Text(name);
        if (text is null || Guid.TryParseExact(text, "D", out _))
            return text;
        Report(name, "must be a UUID");
        return null;
    }

    public int Number(string name, int otherwise, int least, int most)
    {
        if (Field(name) is not { } field)
            return otherwise;
        if (field.ValueKind == JsonValueKind.Number && field.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        Report(name, $"must be a whole number from {least} to {most}");
        return otherwise;
    }

    /// <summary>Keys travel in headers, so they go over https, but for a server on this machine.</summary>
    public Uri Address(string name, Uri otherwise)
    {
        var text = Text(name);
        if (text is null)
            return otherwise;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            return address;
        Report(name, "must be an https address");
        return otherwise;
    }

    public T Choice<T>(string name, T otherwise, params (string Word, T Value)[] choices)
    {
        var text = Text(name);
        if (text is null)
            return otherwise;
        foreach (var (word, value) in choices)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        Report(name, "must be one of: " + string.Join(", ", choices.Select(choice => choice.Word)));
        return otherwise;
    }

    public void Report(string name, string problem) => problems.Add(new SettingProblem(path + name, problem));

    public JsonElement? Field(string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;
}
