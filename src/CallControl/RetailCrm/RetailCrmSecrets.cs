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

    /// <param name="name">One of the names above.</param>
    /// <param name="given">As it came.</param>
    /// <param name="address">Who asks; counted when it is wrong. One address may be many accounts', so that the right secret is taken however many wrong ones came from it.</param>
    /// <param name="refusal">What to answer when the result is null.</param>
    /// <returns>Null when it is nobody's, or RetailCRM is switched off there.</returns>
    public Enterprise? Find(string name, string? given, IPAddress? address, out IResult refusal)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(given ?? ""));
        Enterprise? found = null;
        // All are compared whole: the time says nothing.
        foreach (var enterprise in directory.All)
        {
            if (SecretOf(enterprise, name) is { Length: > 0 } secret
                && CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(Encoding.UTF8.GetBytes(secret)))
                && found?.IsEnabled(RetailCrmHost.Vendor) != true)
                found = enterprise;
        }

        // A module that is switched off here may still ask; it guesses nothing.
        refusal = found is null ? Refuse(name, address) : RetailCrmAnswers.Refused(StatusCodes.Status403Forbidden, "RetailCRM is switched off here");
        return found?.IsEnabled(RetailCrmHost.Vendor) == true ? found : null;
    }

    private IResult Refuse(string name, IPAddress? address)
    {
        if (!wrong.IsListenedTo(address))
            return RetailCrmAnswers.Refused(StatusCodes.Status429TooManyRequests, "Too many wrong secrets");
        wrong.Count(address);
        Log.WrongSecret(logger, name, address);
        return RetailCrmAnswers.Refused(StatusCodes.Status403Forbidden, name == ClientId ? "Unknown clientId" : "Unknown secret");
    }

    private static string? SecretOf(Enterprise enterprise, string name) =>
        enterprise.Integrations[RetailCrmHost.Vendor] is JsonObject settings && settings[name] is JsonValue value && value.TryGetValue<string>(out var secret) ? secret : null;
}
