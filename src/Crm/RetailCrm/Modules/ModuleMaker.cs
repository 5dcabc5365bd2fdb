using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallControl.Crm.RetailCrm.Settings;
using CallControl.Crm.RetailCrm.Wire;

namespace CallControl.Crm.RetailCrm.Modules;

/// <summary>Our module as the settings want it.</summary>
internal static class ModuleMaker
{
    /// <returns>Null when the settings can't be registered: no key, no code, or nobody outside can reach us.</returns>
    public static Module? Make(RetailCrmSettings settings, bool active)
    {
        if (settings is not { ApiKey.Length: > 0, ModuleCode: { } code, ClientId: { } client, MakeCallUrl: { } makeCall })
            return null;
        // An empty list would delete what users have entered in RetailCRM's own pages.
        var telephony = new TelephonyPart(
            makeCall, settings.UserStatusUrl,
            settings.Users.Count == 0 ? null : [.. settings.Users.Select(user => new AdditionalCode(user.UserId, user.Extension))],
            settings.ExternalPhones.Count == 0 ? null : [.. settings.ExternalPhones.Select(phone => new ExternalPhone(phone.Site, phone.Phone.ToString()))])
        {
            AllowEdit = settings.Users.Count == 0,
        };
        return new Module(code, code, active, settings.ModuleName, client, new ModuleParts(telephony))
        {
            Logo = settings.Logo,
            BaseUrl = new Uri(makeCall.GetLeftPart(UriPartial.Authority)),
        };
    }

    /// <summary>Tells whether a registration is still what the settings want; says nothing of the secrets in it.</summary>
    public static string FingerprintOf(Module module, RetailCrmSettings settings) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{settings.Host} {settings.ApiKey} {JsonSerializer.Serialize(module, WireJson.Options)}")));
}
