using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CallControl.Prompts.Speech;

/// <summary>
/// Festival's Russian voice gives up the whole text over a sign it has no rule for: quotes, №, a comma within a number, a comma that follows a space.
/// Signs become words where they mean something, and what is left is letters, digits, and punctuation at the ends of words.
/// </summary>
internal static partial class FestivalText
{
    private static readonly (string Sign, string Word)[] RussianWords =
    [
        ("м²", "квадратных метров"), ("№", "номер"), ("%", "процентов"), ("+", "плюс"), ("&", "и"), ("@", "собака"),
        ("$", "долларов"), ("€", "евро"), ("₽", "рублей"), ("°", "градусов"), ("²", "в квадрате"),
    ];

    private static readonly Dictionary<char, char> Neighbours = new() { ['і'] = 'и', ['ї'] = 'и', ['є'] = 'е', ['ґ'] = 'г', ['ў'] = 'у' };

    /// <returns>Empty when nothing is left.</returns>
    public static string Plain(string text, string language)
    {
        if (language == "ru")
        {
            foreach (var (sign, word) in RussianWords)
                text = text.Replace(sign, $" {word} ", StringComparison.Ordinal);
            text = DecimalComma().Replace(text, "$1 и $2");
            text = Fraction().Replace(text, "$1 дробь $2");
            text = InnerDot().Replace(text, "$1 точка ");
        }
        text = Dash().Replace(Letters(text), ", ");
        text = Spaces().Replace(text, " ");
        text = LooseEnds().Replace(text, "$1");
        return text.Any(char.IsLetterOrDigit) ? text.Trim(' ', ',', ';', ':') : "";
    }

    /// <summary>Every letter as one of Russian or English, every other sign but punctuation as a space.</summary>
    private static string Letters(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in text.Normalize(NormalizationForm.FormC))
            plain.Append(Letter(sign));
        return plain.ToString();
    }

    private static char Letter(char sign)
    {
        if (sign is >= 'а' and <= 'я' or >= 'А' and <= 'Я' or 'ё' or 'Ё' || char.IsAsciiLetterOrDigit(sign) || ".,!?;:-".Contains(sign, StringComparison.Ordinal))
            return sign;
        if (sign is '–' or '—')
            return '-';
        if (char.IsAsciiDigit(sign) || !char.IsLetter(sign))
            return ' ';
        if (Neighbours.TryGetValue(char.ToLower(sign, CultureInfo.InvariantCulture), out var neighbour))
            return neighbour;
        // é → e; a letter of another alphabet has no neighbour.
        var bare = sign.ToString().Normalize(NormalizationForm.FormD)[0];
        return char.IsAsciiLetter(bare) ? bare : ' ';
    }

    [GeneratedRegex(@"(\d),(\d)")]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"(\d)\s*/\s*(\d)")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"(\w)\.(?=\w)")]
    private static partial Regex InnerDot();

    /// <summary>A dash between words, not the hyphen within one.</summary>
    [GeneratedRegex(@"(?<!\w)-+|-+(?!\w)")]
    private static partial Regex Dash();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    /// <summary>Of several signs the first stays, at the word it follows.</summary>
    [GeneratedRegex(@"\s*([.,!?;:])(?:\s*[.,!?;:])*")]
    private static partial Regex LooseEnds();
}
