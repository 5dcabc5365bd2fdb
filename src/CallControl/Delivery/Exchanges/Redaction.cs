using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CallControl.Delivery.Exchanges;

/// <summary>Takes secrets, phone numbers and the signatures of links out of what is logged, wherever they stand.</summary>
internal sealed partial class Redaction
{
    private const int Longest = 4000;
    private const string Mask = "***";

    // Of a number the last four digits are shown, and what stands before the three in front of them.
    private const int ShownAtEnd = 4;
    private const int Hidden = 3;

    // Shorter ones without separators are ids and times more often than numbers, unless something says otherwise.
    private const int SurelyAPhone = 11;

    // A digit may follow separators as people, addresses and JSON write them.
    private const string Digit = "(?:(?:[ ()\\-\\u00a0]|%20|%28|%29|%2[Dd]|%[Cc]2%[Aa]0|\\+|\\\\u00[Aa]0){0,4}[0-9])";
    private const string Plus = "(?:\\+|%2[Bb]|\\\\u002[Bb])?(?:\\(|%28)?";

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
        // PostgreSQL's texts hold no NUL, and an answer may.
        clean.Replace("\0", "");
        var shown = Signature().Replace(clean.ToString(), Mask);
        shown = shown.Length > Longest ? shown[..Longest] : shown;
        shown = NamedPhone().Replace(shown, match => Masked(match.Value));
        return Phone().Replace(shown, match => IsPhone(shown, match) ? Masked(match.Value) : match.Value);
    }

    private static bool IsPhone(string text, Match match) =>
        match.ValueSpan.ContainsAnyExceptInRange('0', '9') || match.Length >= SurelyAPhone || IsQuoted(text, match);

    private static bool IsQuoted(string text, Match match) =>
        match.Index > 0 && text[match.Index - 1] == '"' && match.Index + match.Length < text.Length && text[match.Index + match.Length] == '"';

    private static string Masked(string number)
    {
        // What is escaped, %20, has digits of its own.
        var digits = Token().Matches(number).Where(token => token.Length == 1).Select(token => token.Index).ToList();
        var masked = number.ToCharArray();
        foreach (var at in digits.SkipLast(ShownAtEnd).TakeLast(Hidden))
            masked[at] = '*';
        return new string(masked);
    }

    // Neither a part of an id, of a word, nor of a time; the plus, and what stands before it, may be written as addresses, forms and JSON do.
    [GeneratedRegex("(?<=^|[^0-9A-Za-z*-]|%[0-9A-Fa-f]{2})(?<![0-9][:.])" + Plus + "[0-9]" + Digit + "{8,14}(?![0-9A-Za-z*-]|:[0-9])")]
    private static partial Regex Phone();

    // Also the tail of a number, which is what is searched for: search=7034448, "phone":"703-44-48", phone%3D…, /phone/….
    [GeneratedRegex(
        "(?<=(?:search|phone)[a-z_]*(?:=|=~|~=|~|%3D|/|\"\\s*:\\s*\\[?\\s*\"?|%22%3A%22))" + Plus + "[0-9](?:\\.?" + Digit + "){5,14}(?![0-9A-Za-z*])", RegexOptions.IgnoreCase)]
    private static partial Regex NamedPhone();

    // Who has it may listen without a login.
    [GeneratedRegex("(?<=signature(?:=|%3D))[A-Za-z0-9_-]+", RegexOptions.IgnoreCase)]
    private static partial Regex Signature();

    [GeneratedRegex("%[0-9A-Fa-f]{2}|\\\\u[0-9A-Fa-f]{4}|[0-9]")]
    private static partial Regex Token();
}
