namespace CallControl.Crm.Contracts;

/// <summary>How one country dials and writes its numbers.</summary>
/// <param name="Iso">ISO 3166 code: <c>RU</c>.</param>
/// <param name="Code">Country calling code without plus: <c>7</c>.</param>
/// <param name="TrunkPrefix">What is dialled before a national number at home: <c>8</c>, <c>80</c>, <c>0</c>.</param>
/// <param name="ExitPrefix">What is dialled at home before a country calling code.</param>
/// <param name="NationalLength">Digits after the calling code.</param>
/// <param name="FirstDigits">The digits a national number can begin with; they tell apart countries that share a code.</param>
/// <param name="Grouping">Sizes of the groups people write a national number in.</param>
public sealed record PhoneCountry(
    string Iso, string Code, string TrunkPrefix, string ExitPrefix, int NationalLength, string FirstDigits, IReadOnlyList<int> Grouping)
{
    public static PhoneCountry Russia { get; } = new("RU", "7", "8", "810", 10, "34589", [3, 3, 2, 2]);

    /// <summary>The countries whose numbers are checked and grouped. Any other number is accepted in its international form only.</summary>
    public static IReadOnlyList<PhoneCountry> All { get; } =
    [
        Russia,
        new("KZ", "7", "8", "810", 10, "67", [3, 3, 2, 2]),
        new("BY", "375", "80", "810", 9, "123456789", [2, 3, 2, 2]),
        new("UA", "380", "0", "00", 9, "3456789", [2, 3, 2, 2]),
        new("AM", "374", "0", "00", 8, "123456789", [2, 2, 2, 2]),
        new("KG", "996", "0", "00", 9, "23456789", [3, 3, 3]),
        new("UZ", "998", "8", "810", 9, "123456789", [2, 3, 2, 2]),
        new("TJ", "992", "8", "810", 9, "0123456789", [2, 3, 2, 2]),
        new("AZ", "994", "0", "00", 9, "123456789", [2, 3, 2, 2]),
        new("GE", "995", "0", "00", 9, "34579", [3, 2, 2, 2]),
        new("MD", "373", "0", "00", 8, "234567", [2, 3, 3]),
    ];

    /// <summary>The country of an ISO code, in any case; null when it isn't in the table.</summary>
    public static PhoneCountry? Find(string? iso) =>
        All.FirstOrDefault(country => country.Iso.Equals(iso, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => Iso;

    /// <summary>Whether the digits are a whole national number of this country, without trunk prefix.</summary>
    internal bool IsNational(ReadOnlySpan<char> digits) =>
        digits.Length == NationalLength && FirstDigits.Contains(digits[0]);

    /// <summary>Whether the digits are a whole number of this country, with its calling code.</summary>
    internal bool IsInternational(ReadOnlySpan<char> digits) =>
        digits.StartsWith(Code) && IsNational(digits[Code.Length..]);
}
