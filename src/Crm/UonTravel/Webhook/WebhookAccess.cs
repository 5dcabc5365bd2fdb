using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallControl.Crm.UonTravel.Settings;

namespace CallControl.Crm.UonTravel.Webhook;

/// <summary>U-ON signs nothing: a webhook is recognised by the secret in its address, and by where it comes from.</summary>
public static class WebhookAccess
{
    /// <param name="settings">The vendor's part of the enterprise's settings.</param>
    /// <param name="secret">Out of the address; null when there is none.</param>
    /// <param name="from">Who sends it.</param>
    public static WebhookRefusal Check(JsonElement settings, string? secret, IPAddress? from)
    {
        var (account, _) = SettingsReader.Read(settings);
        if (account.WebhookSecret is not { } known)
            return WebhookRefusal.NoSecretConfigured;
        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(known)), SHA256.HashData(Encoding.UTF8.GetBytes(secret ?? ""))))
            return WebhookRefusal.WrongSecret;
        if (account.WebhookNetworks.Count == 0)
            return WebhookRefusal.None;
        var address = from is { IsIPv4MappedToIPv6: true } ? from.MapToIPv4() : from;
        return address is not null && account.WebhookNetworks.Any(network => network.Contains(address)) ? WebhookRefusal.None : WebhookRefusal.WrongAddress;
    }

    /// <summary>Whose phone rings when an employee of U-ON clicks; null when he has none in <c>user_extensions</c>.</summary>
    public static string? ExtensionOf(JsonElement settings, string? userId) => SettingsReader.Read(settings).Settings.ExtensionOf(userId);
}
