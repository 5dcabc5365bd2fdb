using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CallControl.ClickToCall;
using CallControl.Enterprises;

namespace CallControl.RetailCrm;

/// <summary>Recognises RetailCRM's requests: which enterprise's account they come from.</summary>
internal sealed class RetailCrmSecrets(EnterpriseDirectory directory, WrongSecrets wrong, ILogger<RetailCrmSecrets> logger)
{
    /// <summary>Of the module; in every request that the module causes.</summary>
    public const string ClientId = "client_id";

    /// <summary>In requests that an administrator's triggers cause.</summary>
    public const string Webhook = "webhook_secret";

    /// <summary>True while an address may try.</summary>
    public bool IsListenedTo(IPAddress? address) => wrong.IsListenedTo(address);

    /// <param name="name">One of the names above.</param>
    /// <param name="given">As it came.</param>
    /// <param name="address">Who asks; counted when it is wrong.</param>
    /// <returns>Null when it is nobody's, or RetailCRM is switched off there.</returns>
    public Enterprise? Find(string name, string? given, IPAddress? address)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(given ?? ""));
        Enterprise? found = null;
        // All are compared whole: the time says nothing.
        foreach (var enterprise in directory.All)
        {
            if (enterprise.IsEnabled(RetailCrmHost.Vendor) && SecretOf(enterprise, name) is { Length: > 0 } secret
                && CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(Encoding.UTF8.GetBytes(secret))))
                found = enterprise;
        }

        if (found is null)
        {
            wrong.Count(address);
            Log.WrongSecret(logger, name, address);
        }

        return found;
    }

    private static string? SecretOf(Enterprise enterprise, string name) =>
        enterprise.Integrations[RetailCrmHost.Vendor] is JsonObject settings && settings[name] is JsonValue value && value.TryGetValue<string>(out var secret) ? secret : null;
}
