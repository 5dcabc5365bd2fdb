using CallControl.Crm.Contracts;

namespace CallControl.Web.Api.Numbers;

/// <summary>Reads a list of numbers as people paste it, line by line.</summary>
internal static class NumberLines
{
    public const int Most = 10_000;

    /// <summary>The lines of a JSON body <c>{"numbers": […]}</c> or of a plain text; null when <paramref name="errors"/> says why.</summary>
    public static async Task<IReadOnlyList<string>?> ReadAsync(HttpRequest request, FieldErrors errors, CancellationToken cancellationToken)
    {
        if (request.HasJsonContentType())
        {
            var json = await JsonFields.ReadAsync(request, cancellationToken);
            var numbers = json.Errors.Any ? [] : json.Texts("numbers", Most);
            json.RefuseOthers();
            return json.Errors.MoveTo(errors) ? null : numbers;
        }

        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(cancellationToken);
        string[] lines = [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        if (lines.Length is 0 or > Most)
            errors.Add("body", $"must be 1 to {Most} lines with a number each");
        return errors.Any ? null : lines;
    }

    /// <summary>The numbers that are numbers, each once.</summary>
    public static IReadOnlyCollection<PhoneNumber> Numbers(IReadOnlyList<string> lines, PhoneCountry home) =>
        [.. lines.Select(line => Parse(line, home)).OfType<PhoneNumber>().Distinct()];

    public static NumbersAdded Report(IReadOnlyList<string> lines, IReadOnlySet<string> added, PhoneCountry home)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var report = new List<NumberLine>();
        foreach (var text in lines)
        {
            var number = Parse(text, home)?.ToString();
            var result = number is null ? "wrong" : !seen.Add(number) ? "repeated" : added.Contains(number) ? "added" : "exists";
            report.Add(new NumberLine(report.Count + 1, text, number, result));
        }

        return new NumbersAdded(added.Count, report);
    }

    private static PhoneNumber? Parse(string text, PhoneCountry home) => PhoneNumber.TryParse(text, out var number, home) ? number : null;
}
