namespace CallControl.Crm.Contracts;

/// <summary>Turns what people, trunks and CRMs write into the digits of an E.164 number.</summary>
internal static class PhoneNumberText
{
    // E.164 allows 15 digits. Below 7 nothing is a whole international number (those are extensions and service numbers).
    private const int FewestDigits = 7;
    private const int MostDigits = 15;

    // A number with its calling code but without plus is believed only at a length where a national number would be unusual.
    private const int FewestDigitsWithoutPlus = 11;

    // Longer texts are no phone numbers; nothing a stranger sends makes us work for long.
    private const int LongestText = 256;

    private static readonly string[] Schemes = ["tel:", "sip:", "sips:"];

    /// <summary>The digits with calling code and without plus; null when the text is no phone number.</summary>
    public static string? ToDigits(string? text, PhoneCountry home)
    {
        if (text is null || text.Length > LongestText)
            return null;
        var (plus, digits) = Scan(Unwrap(text.Trim()));
        if (digits is null)
            return null;
        if (plus)
            return International(digits);
        return Dialled(digits, home);
    }

    /// <summary><c>"Ivan" &lt;sip:+7916…@host;user=phone&gt;</c> → <c>+7916…</c> (RFC 3261 section 20.10, RFC 3966).</summary>
    private static string Unwrap(string text)
    {
        if (text.IndexOf('<', StringComparison.Ordinal) is var open and >= 0 && text.IndexOf('>', open) is var close and > 0)
            text = text[(open + 1)..close];
        var scheme = Array.Find(Schemes, s => text.StartsWith(s, StringComparison.OrdinalIgnoreCase));
        if (scheme is null)
            return text;
        var user = text.AsSpan(scheme.Length);
        var end = user.IndexOfAny("@;?");
        return Uri.UnescapeDataString((end < 0 ? user : user[..end]).ToString());
    }

    private static (bool Plus, string? Digits) Scan(string text)
    {
        var digits = new char[text.Length];
        var count = 0;
        var plus = false;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
                digits[count++] = c;
            else if (c == '+' && count == 0 && !plus)
                plus = true;
            else if (!IsSeparator(c))
                return (false, null);
        }

        return (plus, count == 0 ? null : new string(digits, 0, count));
    }

    // Texts copied from web pages carry no-break spaces and every kind of dash.
    private static bool IsSeparator(char c) =>
        char.IsWhiteSpace(c) || c is '-' or '(' or ')' or '.' or '/' or '~' or '\u2212' or '\u200B' or '\u202A' or '\u202C' || c is >= '\u2010' and <= '\u2015';

    private static string? International(string digits)
    {
        if (digits.Length is < FewestDigits or > MostDigits || digits[0] == '0')
            return null;
        var known = PhoneCountry.All.Where(country => digits.StartsWith(country.Code, StringComparison.Ordinal)).ToList();
        // In a country of the table the length and the first digit are known, so a wrong number is seen as such.
        return known.Count == 0 || known.Exists(country => country.IsInternational(digits)) ? digits : null;
    }

    private static string? Dialled(string digits, PhoneCountry home)
    {
        // A whole national number first: 8 10x xxx xxx is one in Tajikistan, where 8 10 also leads abroad.
        if (digits.StartsWith(home.TrunkPrefix, StringComparison.Ordinal) && National(digits[home.TrunkPrefix.Length..], home) is { } national)
            return national;

        foreach (var exit in (string[])[home.ExitPrefix, "00"])
        {
            if (digits.StartsWith(exit, StringComparison.Ordinal) && International(digits[exit.Length..]) is { } abroad)
                return abroad;
        }

        if (home.IsInternational(digits) || PhoneCountry.All.Any(country => country.IsInternational(digits)))
            return digits;
        if (National(digits, home) is { } local)
            return local;

        var misdialledAtHome = digits.StartsWith(home.TrunkPrefix, StringComparison.Ordinal);
        return digits.Length >= FewestDigitsWithoutPlus && !misdialledAtHome ? International(digits) : null;
    }

    // Russia and Kazakhstan share a code and dial each other's numbers as national ones.
    private static string? National(string digits, PhoneCountry home) =>
        PhoneCountry.All.Any(country => country.Code == home.Code && country.IsNational(digits)) ? home.Code + digits : null;
}
