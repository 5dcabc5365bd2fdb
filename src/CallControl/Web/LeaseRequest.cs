using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace CallControl.Web;

/// <summary>What a visitor's page asks for. Reading collects every error, by field.</summary>
internal sealed class LeaseRequest
{
    private const int LongestVisitorId = 100;

    private readonly VisitorTexts _texts;

    private LeaseRequest(VisitorTexts texts) => _texts = texts;

    public long ListingId { get; private set; }

    public string? VisitorId { get; private set; }

    public Dictionary<string, string[]> Errors { get; } = new(StringComparer.Ordinal);

    public static LeaseRequest FromQuery(IQueryCollection query, VisitorTexts texts)
    {
        var request = new LeaseRequest(texts);
        request.ReadListingId(Single(query["listing_id"]));
        request.ReadVisitorId(Single(query["visitor_id"]));
        return request;
    }

    public static async Task<LeaseRequest> FromBodyAsync(Stream body, VisitorTexts texts, CancellationToken cancellationToken)
    {
        var request = new LeaseRequest(texts);
        try
        {
            using var json = await JsonDocument.ParseAsync(body, default, cancellationToken);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                request.ReadListingId(Text(json.RootElement, "listing_id", numbers: true));
                request.ReadVisitorId(Text(json.RootElement, "visitor_id", numbers: false));
                return request;
            }
        }
        catch (JsonException)
        {
            // told below, like JSON that is no object
        }

        request.Errors["body"] = [texts.NotJson];
        return request;
    }

    private void ReadListingId(string? text)
    {
        if (string.IsNullOrEmpty(text))
            Errors["listing_id"] = [_texts.ListingIdMissing];
        else if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            ListingId = id;
        else
            Errors["listing_id"] = [_texts.ListingIdWrong];
    }

    // PostgreSQL stores no NUL, and nobody wants the other control characters in a report.
    private void ReadVisitorId(string? text)
    {
        if (text is { Length: > LongestVisitorId } || text?.Any(char.IsControl) == true)
            Errors["visitor_id"] = [_texts.VisitorIdWrong];
        else
            VisitorId = string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>The value as text; a value of a wrong kind becomes a text that no field takes.</summary>
    private static string? Text(JsonElement body, string name, bool numbers)
    {
        if (!body.TryGetProperty(name, out var value))
            return null;
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number when numbers => value.GetRawText(),
                _ => Wrong,
            };
        }
        catch (InvalidOperationException)
        {
            return Wrong; // half a surrogate pair
        }
    }

    private static string? Single(StringValues values) => values.Count > 1 ? Wrong : (string?)values;

    private const string Wrong = "\0";
}
