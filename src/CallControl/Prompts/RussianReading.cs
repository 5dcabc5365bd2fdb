using System.Text.RegularExpressions;

namespace CallControl.Prompts;

/// <summary>Abbreviations of Russian listing titles as they are read: no engine knows that <c>2-к.</c> is <c>двухкомнатная</c>.</summary>
internal static partial class RussianReading
{
    private static readonly string[] Rooms = ["", "одно", "двух", "трёх", "четырёх", "пяти", "шести"];

    public static string Of(string title)
    {
        title = RoomsWord().Replace(title, match => Rooms[match.Groups[1].Value[0] - '0'] + match.Groups[2].Value);
        title = RoomsShort().Replace(title, match => Rooms[match.Groups[1].Value[0] - '0'] + "комнатная ");
        title = SquareMetres().Replace(title, "$1 квадратных метров");
        return Flat().Replace(title, "квартира");
    }

    // 2-комнатная, 3-х комнатная, 1 комнатная
    [GeneratedRegex(@"\b([1-6])(?:\s*-?\s*(?:[а-я]{1,3}\s*)?[\s-]\s*|\s*)(комн[а-яё]*ат[а-яё]+)", RegexOptions.IgnoreCase)]
    private static partial Regex RoomsWord();

    // 2-к. квартира, 2к квартира, 2-комн. кв.
    [GeneratedRegex(@"\b([1-6])\s*-?\s*(?:к|комн)\b\.?\s*(?=кв)", RegexOptions.IgnoreCase)]
    private static partial Regex RoomsShort();

    // 45 м², 45 м2, 45,5 кв. м
    [GeneratedRegex(@"(\d)\s*(?:м²|м2\b|кв\.?\s*м\b\.?)", RegexOptions.IgnoreCase)]
    private static partial Regex SquareMetres();

    [GeneratedRegex(@"(?<=комнатная )кв\.?(?!\w)", RegexOptions.IgnoreCase)]
    private static partial Regex Flat();
}
