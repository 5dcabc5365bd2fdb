using System.Text.Json;
using CallControl.Web;

namespace CallControl.ClickToCall;

/// <summary>The fields of a click in whatever form a CRM sends them: query, form or JSON. The body goes before the query.</summary>
internal sealed class ClickFields
{
    private const int LongestBody = 16 * 1024;
    private const int LongestField = 256;

    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    public string? this[string name] => _fields.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <returns>Null when the body can't be read.</returns>
    public static async Task<ClickFields?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var fields = new ClickFields();
        foreach (var (name, value) in request.Query)
            fields.Take(name, value.ToString());
        if (!BodyLimit.Set(request, LongestBody))
            return null;
        if (request.HasFormContentType)
            return await fields.TryReadFormAsync(request, cancellation) ? fields : null;
        if (request.HasJsonContentType())
            return await fields.TryReadJsonAsync(request.Body, cancellation) ? fields : null;
        return fields;
    }

    private async Task<bool> TryReadFormAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            foreach (var (name, value) in await request.ReadFormAsync(cancellation))
                Take(name, value.ToString());
            return true;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return false;
        }
    }

    private async Task<bool> TryReadJsonAsync(Stream body, CancellationToken cancellation)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(body, default, cancellation);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return false;
            foreach (var field in json.RootElement.EnumerateObject())
            {
                // Extensions and phones come as numbers too.
                if (field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                    Take(field.Name, field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString() ?? "" : field.Value.GetRawText());
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    private void Take(string name, string value)
    {
        if (value.Length <= LongestField && !value.Any(char.IsControl))
            _fields[name] = value.Trim();
    }
}
