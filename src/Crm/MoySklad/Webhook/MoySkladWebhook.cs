using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad.Settings;

namespace CallControl.Crm.MoySklad.Webhook;

/// <summary>Reads what MoySklad posts to the webhook's address: <c>{"srcNumber":"101","destNumber":"+375290000001","uid":"admin@demo-account"}</c>.</summary>
public static class MoySkladWebhook
{
    /// <summary>The header with the signature.</summary>
    public const string SignatureHeader = "Lognex-Content-MD5";

    /// <summary>MoySklad may append this to the address it was given.</summary>
    public const string OptionalSegment = "callRequest";

    private const int LongestExtension = 15;

    /// <summary>Reads a click for an account, whose settings name the key, what is done about signatures, and who may click.</summary>
    /// <param name="settings">The vendor's part of the enterprise's settings.</param>
    /// <param name="body">As it came.</param>
    /// <param name="header">The signature; null when there is none.</param>
    /// <param name="home">The country of numbers without a calling code; Russia when null.</param>
    public static WebhookReading Read(JsonElement settings, ReadOnlySpan<byte> body, string? header, PhoneCountry? home = null)
    {
        var (account, _) = SettingsReader.Read(settings);
        var reading = Read(body, header, account.IntegrationCode, account.Signature, home);
        return reading.Call is { } call && !account.HasScreen(call.Extension)
            ? reading with { Call = null, Problem = WebhookProblem.UnknownEmployee }
            : reading;
    }

    /// <param name="body">As it came.</param>
    /// <param name="header">The signature; null when there is none.</param>
    /// <param name="key">The account's key of the Phone API.</param>
    /// <param name="mode">What a wrong signature means.</param>
    /// <param name="home">The country of numbers without a calling code; Russia when null.</param>
    public static WebhookReading Read(ReadOnlySpan<byte> body, string? header, string key, SignatureMode mode, PhoneCountry? home = null)
    {
        if (Fields(body) is not { } fields)
            return new WebhookReading(null, WebhookProblem.NotJson, null);
        var way = mode == SignatureMode.Off ? null : WebhookSignature.Match(body, fields, header, key);
        if (mode == SignatureMode.Enforce && way is null)
            return new WebhookReading(null, WebhookProblem.WrongSignature, null);

        var extension = Value(fields, "srcNumber");
        var number = Value(fields, "destNumber");
        var user = Value(fields, "uid");
        if (extension is null && number is null)
            return new WebhookReading(null, WebhookProblem.NotACall, way);
        if (extension is null || extension.Length > LongestExtension || !extension.All(char.IsAsciiDigit))
            return new WebhookReading(null, WebhookProblem.WrongExtension, way);
        if (!PhoneNumber.TryParse(number, out var phone, home))
            return new WebhookReading(null, WebhookProblem.WrongNumber, way);
        if (user is null)
            return new WebhookReading(null, WebhookProblem.NoUser, way);
        return new WebhookReading(new ClickToCall(extension, phone, user), WebhookProblem.None, way);
    }

    private static string? Value(List<(string Name, string Value)> fields, string name) =>
        fields.Find(field => field.Name == name).Value?.Trim() is { Length: > 0 } value ? value : null;

    private static List<(string Name, string Value)>? Fields(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind != JsonValueKind.Object
                ? null
                : [.. document.RootElement.EnumerateObject().Select(field => (field.Name, Text(field.Value)))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second one: half of a surrogate pair, which is JSON and no text.
            return null;
        }
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();
}
