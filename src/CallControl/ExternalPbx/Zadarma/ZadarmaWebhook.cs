using Microsoft.Extensions.Primitives;

namespace CallControl.ExternalPbx.Zadarma;

/// <summary>One webhook, as a form with the names of Zadarma's documentation.</summary>
internal sealed class ZadarmaWebhook(IReadOnlyDictionary<string, string> fields)
{
    private const int LongestValue = 500;

    public static ZadarmaWebhook Of(IFormCollection form) => new(form.ToDictionary(
        field => field.Key, field => Clean(field.Value), StringComparer.Ordinal));

    public string Event => this["event"];

    /// <summary>Zadarma's id of the call; the key of everything.</summary>
    public string CallId => this["pbx_call_id"];

    public string CallerId => this["caller_id"];

    public string CalledDid => this["called_did"];

    public string Destination => this["destination"];

    public string Internal => this["internal"];

    public string Disposition => this["disposition"];

    public string Digits => this["wait_dtmf[digits]"];

    /// <summary>Whole seconds; null when it is missing.</summary>
    public int? Duration => int.TryParse(this["duration"], out var seconds) && seconds >= 0 ? seconds : null;

    /// <summary>Q.931.</summary>
    public int? StatusCode => int.TryParse(this["status_code"], out var code) ? code : null;

    /// <summary>Everything else, in a fixed order: equal for a webhook that is sent again, and readable.</summary>
    public string Detail => string.Join("; ", fields
        .Where(given => given.Key is not ("event" or "pbx_call_id") && given.Value.Length > 0)
        .OrderBy(given => given.Key, StringComparer.Ordinal)
        .Select(given => $"{given.Key}={given.Value}"));

    public string this[string name] => fields.GetValueOrDefault(name) ?? "";

    private static string Clean(StringValues values)
    {
        var text = values.ToString().Replace("\0", "", StringComparison.Ordinal);
        return text.Length > LongestValue ? text[..LongestValue] : text;
    }
}
