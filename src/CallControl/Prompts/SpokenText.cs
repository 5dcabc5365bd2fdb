using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CallControl.Prompts;

/// <summary>Fills a prompt's text with values that users wrote, so that nothing in them can be taken for markup or phonemes by the speech engine.</summary>
internal static partial class SpokenText
{
    /// <summary>A title longer than this would bore the caller away.</summary>
    public const int LongestValue = 200;

    private const string KeptSigns = ".,!?;:-–—()'\"«»“”„’№%+/&@$€₽°²";

    public static bool IsKnown(string placeholder) => placeholder is "title" or "id" or "site";

    /// <summary>The names in braces, as they stand in the text.</summary>
    public static IEnumerable<string> PlaceholdersOf(string template) => Placeholder().Matches(template).Select(match => match.Groups[1].Value);

    /// <returns>Null when a value that the text needs is missing or holds nothing that can be said.</returns>
    public static string? Fill(string template, PromptValues values, string site, string language)
    {
        var complete = true;
        var text = Placeholder().Replace(template, match =>
        {
            var value = Clean(match.Groups[1].Value switch { "title" => Read(values.Title, language), "id" => values.Id, "site" => site, _ => null });
            complete &= value.Length > 0;
            return value;
        });
        return complete ? text : null;
    }

    private static string? Read(string? title, string language) => title is not null && language == "ru" ? RussianReading.Of(title) : title;

    public static string Clean(string? value)
    {
        var text = new StringBuilder();
        foreach (var rune in (value ?? "").EnumerateRunes())
        {
            if (IsKept(rune))
                text.Append(rune.ToString());
            else if (text.Length > 0 && text[^1] != ' ')
                text.Append(' ');
        }
        return CutAtWord(text.ToString().Trim());
    }

    private static bool IsKept(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber => true,
        _ => rune.IsBmp && KeptSigns.Contains((char)rune.Value, StringComparison.Ordinal),
    };

    private static string CutAtWord(string text)
    {
        if (text.Length <= LongestValue)
            return text;
        var space = text.LastIndexOf(' ', LongestValue);
        var end = space > 0 ? space : LongestValue;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)].TrimEnd(' ', ',', ';', ':', '-', '–', '—');
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
