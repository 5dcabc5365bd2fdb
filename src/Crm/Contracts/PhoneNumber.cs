using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization;

namespace CallControl.Crm.Contracts;

/// <summary>A whole phone number in E.164, the only form that is stored, compared and dialled.</summary>
[JsonConverter(typeof(PhoneNumberJsonConverter))]
public readonly record struct PhoneNumber
{
    private const int ShownAtTheEnd = 4;
    private const int Hidden = 3;

    private readonly string? _digits;

    private PhoneNumber(string digits) => _digits = digits;

    /// <summary>Whose number it is; null for a country outside the table.</summary>
    public PhoneCountry? Country
    {
        get
        {
            var digits = Digits;
            return PhoneCountry.All.FirstOrDefault(country => country.IsInternational(digits));
        }
    }

    /// <summary>For logs: <c>+7916***4567</c>.</summary>
    public string Masked
    {
        get
        {
            var text = ToString();
            return text.Length > Hidden + ShownAtTheEnd ? $"{text[..^(Hidden + ShownAtTheEnd)]}***{text[^ShownAtTheEnd..]}" : "***";
        }
    }

    /// <summary>E.164 without plus, as some trunks and CRMs want it.</summary>
    public string Digits => _digits ?? "";

    /// <summary>Reads what people, trunks and CRMs write: <c>8 (916) 123-45-67</c>, <c>79161234567</c>, <c>tel:+7…</c>, <c>sip:+7…@host</c>.</summary>
    /// <param name="text">The number in any form; <c>anonymous</c>, an extension and an empty text are no numbers.</param>
    /// <param name="number">The number.</param>
    /// <param name="home">The country that numbers without a calling code belong to; Russia when null.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out PhoneNumber number, PhoneCountry? home = null)
    {
        var digits = PhoneNumberText.ToDigits(text, home ?? PhoneCountry.Russia);
        number = digits is null ? default : new PhoneNumber(digits);
        return digits is not null;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">The text is no phone number.</exception>
    public static PhoneNumber Parse(string? text, PhoneCountry? home = null) =>
        TryParse(text, out var number, home) ? number : throw new FormatException("Not a phone number");

    /// <summary>E.164: <c>+74951112201</c>. Empty for <c>default</c>.</summary>
    public override string ToString() => _digits is null ? "" : "+" + _digits;

    /// <summary>The way people write it: <c>+7-495-111-22-01</c>. Ungrouped for a country outside the table.</summary>
    public string ToDisplay()
    {
        if (Country is not { } country)
            return ToString();
        var display = new StringBuilder("+").Append(country.Code);
        var at = country.Code.Length;
        foreach (var group in country.Grouping)
        {
            display.Append('-').Append(Digits, at, group);
            at += group;
        }

        return display.ToString();
    }
}
