using System.Globalization;
using System.Text.RegularExpressions;

namespace CallControl.Numbers;

/// <summary>When calls are put through. Outside of it the caller hears so.</summary>
internal sealed partial record WorkingHours
{
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    // Not initializers: JSON that leaves a property out sets it to null.

    /// <summary>IANA name, <c>Europe/Moscow</c>.</summary>
    public string TimeZone { get => field ?? "Europe/Moscow"; init; }

    /// <summary><c>mon-fri 09:00-18:00</c>, <c>sat 10:00-15:00</c>; an end before the beginning is on the next day. None: never open.</summary>
    public IReadOnlyList<string> Open { get => field ?? []; init; }

    public bool IsOpen(DateTimeOffset now)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone))
            return true; // Errors() says so when it is set; a call is not lost for it.
        var local = TimeZoneInfo.ConvertTime(now, zone);
        return Open.Any(line => Span().Match(line ?? "") is { Success: true } span && Covers(span, local));
    }

    public IEnumerable<(string Field, string Message)> Errors()
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return ("time_zone", "is no time zone; an example is Europe/Moscow");
        for (var index = 0; index < Open.Count; index++)
        {
            if (!Span().IsMatch(Open[index] ?? ""))
                yield return ($"open[{index}]", "must be of the form 'mon-fri 09:00-18:00'");
        }
    }

    private static bool Covers(Match span, DateTimeOffset local)
    {
        var from = Time(span, "from");
        var to = Time(span, "to");
        var time = local.TimeOfDay;
        var today = Includes(span, (int)local.DayOfWeek);
        if (from < to)
            return today && time >= from && time < to;

        // Over midnight: the evening belongs to the day, the morning to the day before.
        var yesterday = Includes(span, ((int)local.DayOfWeek + 6) % 7);
        return (today && time >= from) || (yesterday && time < to);
    }

    private static bool Includes(Match span, int day)
    {
        var first = Array.IndexOf(Days, span.Groups["first"].Value);
        var last = span.Groups["last"].Success ? Array.IndexOf(Days, span.Groups["last"].Value) : first;
        return first <= last ? day >= first && day <= last : day >= first || day <= last;
    }

    private static TimeSpan Time(Match span, string group)
        => span.Groups[group].Value is "24:00" ? TimeSpan.FromDays(1) : TimeSpan.ParseExact(span.Groups[group].Value, @"hh\:mm", CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<first>sun|mon|tue|wed|thu|fri|sat)(-(?<last>sun|mon|tue|wed|thu|fri|sat))? (?<from>([01][0-9]|2[0-3]):[0-5][0-9])-(?<to>([01][0-9]|2[0-3]):[0-5][0-9]|24:00)\\z")]
    private static partial Regex Span();
}
