using CallControl.Crm.Contracts;

namespace CallControl.ClickToCall;

/// <summary>
/// Where an enterprise may call. Of all prefixes that a number begins with the longest decides: one that is allowed, one that is denied, or a
/// premium one. So a country that is allowed does not open its premium numbers, and a premium prefix that is named itself does.
/// </summary>
/// <param name="Home">The enterprise's country, which is allowed when nothing else is said.</param>
/// <param name="Allowed">Prefixes, digits only; the empty one is the whole world. Null: the country.</param>
/// <param name="Denied">Prefixes, digits only.</param>
/// <param name="Premium">Prefixes, digits only.</param>
internal sealed record Destinations(PhoneCountry Home, IReadOnlyList<string>? Allowed, IReadOnlyList<string> Denied, IReadOnlyList<string> Premium)
{
    private const int LongestPrefix = 15;

    /// <summary>Digits of a prefix as people write it, <c>+375</c>; a plus alone is the whole world. Null when it is none.</summary>
    public static string? Prefix(string text)
    {
        var digits = text.Trim();
        if (digits.StartsWith('+'))
            digits = digits[1..];
        else if (digits.Length == 0)
            return null;
        return digits.Length <= LongestPrefix && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    /// <returns>Null when the number may be called.</returns>
    public ClickRefusal? Judge(PhoneNumber number)
    {
        var allowed = Allowed is null ? HomeLength(number) : Longest(Allowed, number.Digits);
        if (allowed < 0 || Longest(Denied, number.Digits) >= allowed)
            return ClickRefusal.DestinationNotAllowed;
        return Longest(Premium, number.Digits) > allowed ? ClickRefusal.PremiumNumber : null;
    }

    // Countries can share a calling code.
    private int HomeLength(PhoneNumber number) => number.Country == Home ? Home.Code.Length : -1;

    private static int Longest(IReadOnlyList<string> prefixes, string digits)
    {
        var longest = -1;
        foreach (var prefix in prefixes)
        {
            if (prefix.Length > longest && digits.StartsWith(prefix, StringComparison.Ordinal))
                longest = prefix.Length;
        }

        return longest;
    }
}
