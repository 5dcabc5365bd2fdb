using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;

namespace CallControl.Enterprises;

/// <summary>Encrypts secrets for the database, and masks them for everybody.</summary>
internal sealed class Secrets(IDataProtectionProvider protection, IEnumerable<Crm.Contracts.ICrmVendor> vendors, ILogger<Secrets> logger)
{
    private const string Encrypted = "enc:1:";
    private const string Mask = "********";

    // As many characters as tell an administrator which key it is, and nobody else anything; short secrets show none.
    private const int Shown = 4;
    private const int ShortestShown = 16;

    // Vendors that are not built in keep secrets too.
    private static readonly string[] SecretWords = ["token", "secret", "password", "api_key", "apikey", "integration_code", "access_key"];

    private readonly IDataProtector _protector = protection.CreateProtector("CallControl.Enterprises.Secrets.1");
    private readonly Dictionary<string, string[]> _fields = vendors.ToDictionary(vendor => vendor.Name, vendor => vendor.SecretFields.ToArray(), StringComparer.Ordinal);

    public static bool IsMasked(string? text) => text?.StartsWith(Mask, StringComparison.Ordinal) == true;

    public static string? MaskText(string? secret) => secret switch
    {
        null or "" => secret,
        { Length: < ShortestShown } => Mask,
        _ => Mask + secret[^Shown..],
    };

    public string? Protect(string? secret) => string.IsNullOrEmpty(secret) ? null : Encrypted + _protector.Protect(secret);

    /// <summary>What was never encrypted (written by hand) is taken as it is. What can't be decrypted is none, is said in the log, and stays as it is stored.</summary>
    public string? Unprotect(string? stored, string what)
    {
        if (stored?.StartsWith(Encrypted, StringComparison.Ordinal) != true)
            return stored;
        try
        {
            return _protector.Unprotect(stored[Encrypted.Length..]);
        }
        catch (CryptographicException e)
        {
            Log.SecretUnreadable(logger, what, e.Message);
            return null;
        }
    }

    public JsonObject Protect(JsonObject integrations) => Change(integrations, (_, secret) => Protect(secret));

    /// <summary>Encrypts, and keeps what is stored and can't be decrypted: another change must not destroy what is readable again once its key is back.</summary>
    /// <param name="integrations">In the clear, null where a stored secret could not be read.</param>
    /// <param name="stored">As it is in the database; null when there is nothing.</param>
    /// <param name="enterprise">For the log.</param>
    public JsonObject Protect(JsonObject integrations, JsonObject? stored, string enterprise)
    {
        var change = Protect(integrations);
        if (stored is not null)
            KeepUnreadable(stored, change, enterprise);
        return change;
    }

    private void KeepUnreadable(JsonObject stored, JsonObject change, string enterprise)
    {
        foreach (var (name, node) in stored)
        {
            if (!change.TryGetPropertyValue(name, out var now))
                continue;
            if (node is JsonObject inner && now is JsonObject same)
                KeepUnreadable(inner, same, enterprise);
            else if (now is null && node is JsonValue value && value.TryGetValue<string>(out var text) && text.StartsWith(Encrypted, StringComparison.Ordinal) && !CanRead(text))
            {
                Log.SecretKept(logger, name, enterprise);
                change[name] = text;
            }
        }
    }

    private bool CanRead(string stored)
    {
        try
        {
            _protector.Unprotect(stored[Encrypted.Length..]);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public JsonObject Unprotect(JsonObject integrations, string enterprise) =>
        Change(integrations, (path, secret) => Unprotect(secret, $"{Written(path)} of enterprise {enterprise}"));

    public JsonObject Masked(JsonObject integrations) => Change(integrations, (_, secret) => MaskText(secret));

    /// <summary>Puts stored secrets in place of masked ones that came back.</summary>
    /// <param name="given">What came.</param>
    /// <param name="stored">What is stored, in the clear.</param>
    /// <param name="missing">Told of masked values that stand for nothing stored.</param>
    public JsonObject Unmask(JsonObject given, JsonObject stored, Action<string> missing) => Change(given, (path, secret) =>
    {
        if (!IsMasked(secret))
            return secret;
        if (At(stored, path) is { } known && MaskText(known) == secret)
            return known;
        missing(Written(path));
        return null;
    });

    /// <summary>Every secret of a vendor's settings, to be kept out of logs.</summary>
    public IReadOnlyList<string> Of(string vendor, JsonObject settings)
    {
        List<string> secrets = [];
        Change(new JsonObject { [vendor] = settings.DeepClone() }, (_, secret) =>
        {
            secrets.Add(secret);
            return secret;
        });
        return secrets;
    }

    private static string? At(JsonObject root, IEnumerable<string> path)
    {
        JsonNode? node = root;
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    private static string Written(IEnumerable<string> path) => string.Join('.', path);

    private JsonObject Change(JsonObject integrations, Func<IReadOnlyList<string>, string, string?> change)
    {
        var copy = (JsonObject)integrations.DeepClone();
        foreach (var (vendor, settings) in copy)
        {
            if (settings is JsonObject fields)
                Walk(fields, [vendor], _fields.GetValueOrDefault(vendor, []), change);
        }

        return copy;
    }

    // Names in a list, not in one text: a checklist's name may have a dot in it.
    private static void Walk(JsonObject fields, IReadOnlyList<string> path, string[] secretFields, Func<IReadOnlyList<string>, string, string?> change)
    {
        foreach (var (name, node) in fields.ToArray())
        {
            IReadOnlyList<string> at = [.. path, name];
            if (node is JsonObject inner)
                Walk(inner, at, secretFields, change);
            else if (node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 && IsSecret(name, Written(at.Skip(1)), secretFields))
                fields[name] = change(at, text);
        }
    }

    private static bool IsSecret(string name, string path, string[] secretFields) =>
        secretFields.Contains(path, StringComparer.Ordinal) || SecretWords.Any(word => name.EndsWith(word, StringComparison.OrdinalIgnoreCase));
}
