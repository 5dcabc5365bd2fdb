using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CallControl.Crm.Contracts;

namespace CallControl.Crm.RetailCrm.Wire;

/// <summary>
/// Turns a refusal into the exception that says whether another attempt makes sense: <c>{"success":false,"errorMsg":"…","errors":{"field":"…"}}</c>, with any status, 200 too;
/// <c>errors</c> may be missing or a list.
/// </summary>
internal static partial class Refusal
{
    public const string WrongKeyCode = "wrong_key";
    public const string NoAccountCode = "no_account";
    public const string TelephonyOffCode = "telephony_off";
    public const string AccessDeniedCode = "access_denied";
    public const string TelephonyDeniedCode = "telephony_denied";

    private const int LongestText = 300;

    /// <param name="path">What was asked, below the API.</param>
    /// <param name="status">Of the answer.</param>
    /// <param name="body">Of the answer.</param>
    public static CrmException From(string path, HttpStatusCode status, byte[] body)
    {
        var text = IsPage(body) ? "this is no RetailCRM account" : Describe(body);
        var code = IsPage(body) ? NoAccountCode : CodeOf(text);
        // A call goes on without clients, but without telephony nothing is left of it: it has to wait for the key's right.
        if (code == AccessDeniedCode && path.StartsWith("telephony/", StringComparison.Ordinal))
            code = TelephonyDeniedCode;
        return new CrmException($"RetailCRM refused: HTTP {(int)status}: {text}")
        {
            Code = code ?? ((int)status).ToString(CultureInfo.InvariantCulture),
            IsTransient = code is null && status == HttpStatusCode.RequestTimeout,
            IsAccountProblem = code is WrongKeyCode or NoAccountCode or TelephonyOffCode or TelephonyDeniedCode,
        };
    }

    /// <summary>A page for people instead of JSON: nobody of that name lives at this host.</summary>
    public static bool IsPage(ReadOnlySpan<byte> body) => body.TrimStart(" \r\n\t"u8) is [(byte)'<', ..];

    private static string? CodeOf(string text) => text switch
    {
        _ when text.Contains("apiKey", StringComparison.OrdinalIgnoreCase) => WrongKeyCode,
        _ when text.Contains("Telephony not enabled", StringComparison.OrdinalIgnoreCase) => TelephonyOffCode,
        _ when text.Contains("Account does not exist", StringComparison.OrdinalIgnoreCase) => NoAccountCode,
        _ when text.Contains("Access denied", StringComparison.OrdinalIgnoreCase) => AccessDeniedCode,
        _ => null,
    };

    private static string Describe(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            List<string?> parts = [Text(json.RootElement, "errorMsg")];
            if (json.RootElement.TryGetProperty("errors", out var errors))
            {
                parts.AddRange(errors.ValueKind switch
                {
                    JsonValueKind.Object => errors.EnumerateObject().Select(error => $"{error.Name}: {error.Value}"),
                    JsonValueKind.Array => errors.EnumerateArray().Select(error => error.ToString()),
                    _ => [],
                });
            }

            var text = Digits().Replace(string.Join("; ", parts.Where(part => !string.IsNullOrWhiteSpace(part))), "***");
            return text.Length > LongestText ? text[..LongestText] : text;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // RetailCRM repeats what it was sent, and messages are logged.
    [GeneratedRegex("[0-9]{7,}")]
    private static partial Regex Digits();
}
