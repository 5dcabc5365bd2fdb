using System.Globalization;
using CallControl.Crm.Contracts;

namespace CallControl.Web.Api;

/// <summary>Reads texts of the query and collects what is wrong with each of them.</summary>
internal sealed class QueryFields(PhoneCountry home)
{
    private const int LargestPage = 500;

    public FieldErrors Errors { get; } = new();

    public int Limit(string? text, int otherwise = 50) =>
        (int?)WholeNumber("limit", text, 1, LargestPage) ?? otherwise;

    public long? WholeNumber(string name, string? text, long least, long most = long.MaxValue)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Errors.Add(name, most == long.MaxValue ? $"must be a whole number, {least} or more" : $"must be a whole number from {least} to {most}");
        return null;
    }

    /// <summary>A time or a day (its beginning); UTC where no zone is given.</summary>
    public DateTime? Time(string name, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        // A zone's plus that nobody encoded arrives as a space
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            || DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time))
            return time.UtcDateTime;
        Errors.Add(name, "must be a time such as 2026-01-31T10:00:00+03:00 or a day such as 2026-01-31");
        return null;
    }

    public string? Phone(string name, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (PhoneNumber.TryParse(text.Trim(), out var number, home))
            return number.ToString();
        Errors.Add(name, "must be a phone number");
        return null;
    }

    public Guid? Id(string name, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (Guid.TryParse(text, out var id))
            return id;
        Errors.Add(name, "must be an id");
        return null;
    }

    public string? OneOf(string name, string? text, params string[] words)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (words.Contains(text, StringComparer.Ordinal))
            return text;
        Errors.Add(name, $"must be one of {string.Join(", ", words)}");
        return null;
    }

    public string? Text(string name, string? text, int longest = 200)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (text.Length <= longest && !text.Any(char.IsControl))
            return text.Trim();
        Errors.Add(name, $"must be a text of at most {longest} characters without control characters");
        return null;
    }
}
