using System.Security.Cryptography;
using System.Text;

namespace CallControl.ExternalPbx.Zadarma;

/// <summary>The header <c>Signature</c>: <c>base64(lower-hex(HMAC-SHA1(secret, values one after another)))</c>.</summary>
internal static class ZadarmaSignature
{
    public static bool IsRight(string secret, ZadarmaWebhook webhook, string given) =>
        SignedText(webhook) is { } text
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(secret, text)), Encoding.ASCII.GetBytes(given));

    public static string Sign(string secret, string text)
    {
#pragma warning disable CA5350 // The vendor prescribes SHA-1; as an HMAC it is not broken.
        var hash = HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)));
    }

    /// <summary>The values that an event signs; null for an event we don't know.</summary>
    public static string? SignedText(ZadarmaWebhook webhook) => webhook.Event switch
    {
        "NOTIFY_START" or "NOTIFY_INTERNAL" or "NOTIFY_END" or "NOTIFY_IVR" => webhook.CallerId + webhook.CalledDid + webhook["call_start"],
        "NOTIFY_ANSWER" => webhook.CallerId + webhook.Destination + webhook["call_start"],
        "NOTIFY_OUT_START" or "NOTIFY_OUT_END" => webhook.Internal + webhook.Destination + webhook["call_start"],
        "NOTIFY_RECORD" => webhook.CallId + webhook["call_id_with_rec"],
        _ => null,
    };
}
