using System.Globalization;
using System.Net;
using System.Text.Json;

namespace CallControl.Crm.UonTravel.Wire;

/// <summary>Reads U-ON's answers, in which ids are numbers or texts, nothing is null, "" or 0, and texts may hold HTML entities.</summary>
internal static class UonJson
{
    /// <returns>Null for what is missing, empty, or no single value.</returns>
    public static string? Text(this JsonElement row, string name)
    {
        if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(name, out var value))
            return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.String => WebUtility.HtmlDecode(value.Whole())?.Replace("\0", "", StringComparison.Ordinal), // which no database takes
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "1",
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <returns>Null also for a text with half a surrogate pair, which is no text.</returns>
    public static string? Whole(this JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <returns>Null also for 0, which stands for "none".</returns>
    public static string? Id(this JsonElement row, string name) => row.Text(name) is { } id && id != "0" ? id : null;

    public static bool Flag(this JsonElement row, string name) => row.Text(name) is "1" or "true";

    public static int? Number(this JsonElement row, string name) =>
        int.TryParse(row.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>An object in an object; undefined when there is none.</summary>
    public static JsonElement Part(this JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? part : default;

    /// <summary>A list; PHP writes one with gaps as an object.</summary>
    public static IReadOnlyList<JsonElement> Rows(this JsonElement answer, string name)
    {
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty(name, out var rows))
            return [];
        return rows.ValueKind switch
        {
            JsonValueKind.Array => [.. rows.EnumerateArray()],
            JsonValueKind.Object => [.. rows.EnumerateObject().Select(row => row.Value)],
            _ => [],
        };
    }
}
