using CallControl.Crm.Contracts;

namespace CallControl.Crm.MoySklad.Clients;

/// <summary>A phone is a free text in MoySklad: the same number may stand there with or without plus, with a national prefix, in groups.</summary>
internal static class PhoneSpellings
{
    private static readonly char[] BetweenNumbers = [',', ';', '|', '\n'];

    /// <summary>
    /// What to search for, the likeliest first: the number without its area, in one piece and in groups. Area and country stand before it in too many ways (<c>8 (029)</c>, <c>+375 29</c>,
    /// <c>(29)</c>), the rest in few. All digits of a number whose country isn't known.
    /// </summary>
    public static IReadOnlyList<string> Tails(PhoneNumber phone)
    {
        if (phone.Country is not { } country)
            return [phone.Digits];
        var groups = new List<string>();
        var at = country.Code.Length;
        foreach (var size in country.Grouping)
        {
            groups.Add(phone.Digits.Substring(at, size));
            at += size;
        }

        var rest = groups.Skip(1).ToList();
        return [string.Concat(rest), string.Join('-', rest), string.Join(' ', rest)];
    }

    /// <summary>The numbers that a text holds.</summary>
    /// <param name="text">May hold several.</param>
    /// <param name="home">The country of numbers without a calling code.</param>
    public static IEnumerable<PhoneNumber> Read(string? text, PhoneCountry? home)
    {
        if (PhoneNumber.TryParse(text, out var whole, home))
        {
            yield return whole;
            yield break;
        }

        foreach (var part in text?.Split(BetweenNumbers, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            if (PhoneNumber.TryParse(part, out var number, home))
                yield return number;
        }
    }
}
