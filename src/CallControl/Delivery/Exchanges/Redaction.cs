using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CallControl.Delivery.Exchanges;

/// <summary>Takes secrets, phone numbers and the signatures of links to recordings out of what is logged, wherever they stand.</summary>
internal sealed partial class Redaction
{
    private const int Longest = 4000;
    private const string Mask = "***";

    private readonly string[] _secrets;

    public Redaction(IEnumerable<string> secrets)
    {
        // As they are, and as an address and JSON write them. The longest first: one may contain another. Very short ones would tear words apart.
        _secrets = [.. secrets.Where(secret => secret.Length >= 4).SelectMany(secret => (string[])[secret, Uri.EscapeDataString(secret), JsonEncodedText.Encode(secret).ToString()])
            .Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length)];
    }

    public string? Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        // Secrets first, and then the cut: half a secret would not be found.
        var clean = new StringBuilder(text);
        foreach (var secret in _secrets)
            clean.Replace(secret, Mask);
        var unsigned = Signature().Replace(clean.ToString(), Mask);
        return Phone().Replace(unsigned.Length > Longest ? unsigned[..Longest] : unsigned, match => $"{match.Value[..^7]}{Mask}{match.Value[^4..]}");
    }

    // Who has it may listen without a login.
    [GeneratedRegex("(?<=signature(?:=|%3[Dd]))[0-9A-Za-z_-]+")]
    private static partial Regex Signature();

    // Neither a part of an id nor of a word; the plus, and what stands before it, may be written as addresses, forms and JSON do.
    [GeneratedRegex("(?<=^|[^0-9A-Za-z-]|%[0-9A-Fa-f]{2})(?:\\+|%2[Bb]|\\\\u002[Bb])?[0-9]{11,15}(?![0-9A-Za-z-])")]
    private static partial Regex Phone();
}
