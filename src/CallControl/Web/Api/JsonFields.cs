using System.Text.Json;

namespace CallControl.Web.Api;

/// <summary>Reads the fields of a JSON object and collects what is wrong with each of them.</summary>
internal sealed class JsonFields
{
    private readonly JsonElement? _body;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private JsonFields(JsonElement? body)
    {
        _body = body;
        if (body is null)
            Errors.Add("body", "must be a JSON object");
    }

    public FieldErrors Errors { get; } = new();

    public static async Task<JsonFields> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body, default, cancellationToken);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return new JsonFields(json.RootElement.Clone());
        }
        catch (JsonException)
        {
            // told below, like JSON that is no object
        }

        return new JsonFields(null);
    }

    /// <summary>Of an element within a body.</summary>
    public static JsonFields Of(JsonElement element) => new(element.ValueKind == JsonValueKind.Object ? element : null);

    public string? Text(string name, int longest, bool required = false)
    {
        if (!TryGet(name, out var value))
        {
            if (required)
                Missing(name);
            return null;
        }

        var text = TextOf(value);
        if (text is null)
            Errors.Add(name, "must be a text");
        else if (text.Length > longest)
            Errors.Add(name, $"is longer than {longest} characters");
        else if (text.Any(char.IsControl))
            Errors.Add(name, "holds control characters");
        else if (required && string.IsNullOrWhiteSpace(text))
            Errors.Add(name, "is empty");
        else
            return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        return null;
    }

    public long? WholeNumber(string name, long least)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least)
            return number;
        Errors.Add(name, $"must be a whole number, {least} or more");
        return null;
    }

    public bool? YesNo(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Errors.Add(name, "must be true or false");
        return null;
    }

    /// <summary>A list of texts; an element that is none is told by its index.</summary>
    public IReadOnlyList<string> Texts(string name, int most)
    {
        if (!TryGet(name, out var value))
        {
            Missing(name);
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is 0 || value.GetArrayLength() > most)
        {
            Errors.Add(name, $"must be a list of 1 to {most} texts");
            return [];
        }

        var texts = value.EnumerateArray().Select(TextOf).ToList();
        for (var index = 0; index < texts.Count; index++)
        {
            if (texts[index] is null)
                Errors.Add($"{name}[{index}]", "must be a text");
        }

        return [.. texts.Select(text => text ?? "")];
    }

    /// <summary>The elements of a list, of any kind.</summary>
    public IReadOnlyList<JsonElement> Elements(string name, int most)
    {
        if (!TryGet(name, out var value))
            return [];
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= most)
            return [.. value.EnumerateArray()];
        Errors.Add(name, $"must be a list of at most {most} elements");
        return [];
    }

    /// <summary>The fields of an object; null when there is none.</summary>
    public IReadOnlyList<JsonProperty>? Object(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return [.. value.EnumerateObject()];
        Errors.Add(name, "must be an object");
        return null;
    }

    /// <summary>True when the field is there, be it null.</summary>
    public bool Has(string name) => _body is { } body && body.TryGetProperty(name, out _);

    /// <summary>Names the fields that nobody has read: a misspelt field must not pass for a missing one.</summary>
    public void RefuseOthers()
    {
        if (_body is not { } body)
            return;
        foreach (var other in body.EnumerateObject().Where(property => !_known.Contains(property.Name)))
            Errors.Add(other.Name, "is not known");
    }

    /// <summary>Of a body that is no object only that is told.</summary>
    private void Missing(string name)
    {
        if (_body is not null)
            Errors.Add(name, "is missing");
    }

    private bool TryGet(string name, out JsonElement value)
    {
        _known.Add(name);
        value = default;
        return _body is { } body && body.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair
        }
    }
}
