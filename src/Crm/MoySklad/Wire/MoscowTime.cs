using System.Globalization;

namespace CallControl.Crm.MoySklad.Wire;

/// <summary>MoySklad's times have no zone: they are what a clock in Moscow shows, which has been three hours ahead of UTC all year round since 2014.</summary>
public static class MoscowTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(3);
    private static readonly string[] Formats = ["yyyy-MM-dd HH:mm:ss.fff", "yyyy-MM-dd HH:mm:ss"];

    /// <summary><c>2026-01-15 10:00:00.000</c>.</summary>
    public static string Format(DateTimeOffset at) => at.ToOffset(Offset).ToString(Formats[0], CultureInfo.InvariantCulture);

    public static bool TryParse(string? text, out DateTimeOffset at)
    {
        var read = DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock);
        at = read ? new DateTimeOffset(clock, Offset) : default;
        return read;
    }
}
