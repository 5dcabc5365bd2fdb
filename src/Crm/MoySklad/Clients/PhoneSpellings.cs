using CallControl.Crm.Contracts;

namespace CallControl.Crm.MoySklad.Clients;

/// <summary>A phone is a free text in MoySklad: the same number may stand there with or without plus, with a national prefix, in groups.</summary>
internal static class PhoneSpellings
{
    private static readonly char[] BetweenNumbers = [',', ';', '|', '\n'];

    /// <summary>The part of the number that every ungrouped spelling contains.</summary>
    public static string Core(PhoneNumber phone) =>
        phone.Country is { } country ? phone.Digits[country.Code.Length..] : phone.Digits;

    /// <summary>The ways people write the number in groups; empty for a country whose groups aren't known.</summary>
    public static IReadOnlyList<string> Grouped(PhoneNumber phone)
    {
        if (phone.Country is not { } country)
            return [];
        var groups = new List<string>();
        var at = country.Code.Length;
        foreach (var size in country.Grouping)
        {
            groups.Add(phone.Digits.Substring(at, size));
            at += size;
        }

        // What stands in front, and the area as it is written after it: the zero of 80 and 0 belongs to the area, as in 8 (029) and (067).
        var (area, rest) = (groups[0], groups.Skip(1).ToList());
        (string Prefix, string Area)[] beginnings =
        [
            ("+" + country.Code, area),
            country.TrunkPrefix.EndsWith('0') ? (country.TrunkPrefix[..^1], "0" + area) : (country.TrunkPrefix, area),
        ];
        return [.. beginnings.SelectMany(beginning => Spell(beginning.Prefix, beginning.Area, rest))];
    }

    private static IEnumerable<string> Spell(string prefix, string area, List<string> rest) => new[]
    {
        $"{prefix} ({area}) {string.Join('-', rest)}",
        $"{prefix}({area}){string.Join('-', rest)}",
        $"{prefix} {area} {string.Join('-', rest)}",
        $"{prefix} {area} {string.Join(' ', rest)}",
        $"{prefix}-{area}-{string.Join('-', rest)}",
    }.Select(spelling => spelling.TrimStart(' ', '-'));

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
