namespace CallControl.Crm.DigitalRop.Structure;

/// <summary>Parts a name that is kept in one field: <c>Иванов Иван Иванович</c>, <c>Иван Иванович Иванов</c>, <c>Иванов Иван</c>, <c>Иван</c>.</summary>
internal static class PersonName
{
    private static readonly string[] PatronymicEnds = ["вич", "ьич", "вна", "ична", "инична", "оглы", "кызы"];

    public static (string Surname, string Name, string MiddleName) Split(string? text) => (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [] => ("", "", ""),
        [var name] => ("", name, ""),
        [var name, var middle] when IsPatronymic(middle) => ("", name, middle),
        [var surname, var name] => (surname, name, ""),
        [var name, var middle, var surname] when IsPatronymic(middle) && !IsPatronymic(surname) => (surname, name, middle),
        [var surname, var name, .. var rest] => (surname, name, string.Join(' ', rest)),
    };

    private static bool IsPatronymic(string word) => Array.Exists(PatronymicEnds, end => word.EndsWith(end, StringComparison.OrdinalIgnoreCase));
}
