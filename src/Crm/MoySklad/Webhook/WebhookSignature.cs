using System.Security.Cryptography;
using System.Text;

namespace CallControl.Crm.MoySklad.Webhook;

/// <summary>
/// The header <c>Lognex-Content-MD5</c>: upper-case hex MD5 over the account's key and the parameters' values. In which order is not documented, and no order gives the
/// documentation's own sample; so each that was seen in use is tried.
/// </summary>
internal static class WebhookSignature
{
    /// <returns>The name of the way that fits; null when none does.</returns>
    public static string? Match(ReadOnlySpan<byte> body, IReadOnlyList<(string Name, string Value)> fields, string? header, string key)
    {
        if (string.IsNullOrWhiteSpace(header) || key.Length == 0)
            return null;
        byte[] signature;
        try
        {
            signature = Convert.FromHexString(header.Trim());
        }
        catch (FormatException)
        {
            return null;
        }

        var raw = Encoding.UTF8.GetString(body);
        var values = string.Concat(fields.Select(field => field.Value));
        var sorted = string.Concat(fields.OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => field.Value));
        (string Way, string Text)[] ways =
        [
            ("key+values", key + values),
            ("key+body", key + raw),
            ("key+sorted values", key + sorted),
            ("values+key", values + key),
            ("body+key", raw + key),
        ];
        foreach (var (way, text) in ways)
        {
            if (CryptographicOperations.FixedTimeEquals(Hash(text), signature))
                return way;
        }

        return null;
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "MoySklad signs so")]
    private static byte[] Hash(string text) => MD5.HashData(Encoding.UTF8.GetBytes(text));
}
