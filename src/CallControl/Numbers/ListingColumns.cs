using System.Data.Common;

namespace CallControl.Numbers;

/// <summary>The columns every query of listings selects, and how they are read.</summary>
internal static class ListingColumns
{
    public const string Sql = "l.id, l.short_title, COALESCE(l.title, l.short_title), l.code, l.language, l.destinations, l.enterprise, l.confirm, l.call_settings";

    /// <summary>Reads the listing that begins at the first column.</summary>
    public static Listing Read(DbDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetString(2),
        row.IsDBNull(3) ? null : row.GetString(3),
        row.GetString(4),
        [.. row.GetFieldValue<string[]>(5).Select(Destination.Parse)],
        row.IsDBNull(6) ? null : row.GetString(6),
        row.GetBoolean(7))
    {
        Settings = CallSettings.ParseOrNone(row.GetString(8), out var problem),
        SettingsProblem = problem,
    };

    /// <summary>The number of columns in <see cref="Sql"/>: the index of the next one.</summary>
    public const int Count = 9;
}
