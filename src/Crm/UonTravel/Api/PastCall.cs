using System.Globalization;
using System.Text.Json;
using CallControl.Crm.UonTravel.Wire;

namespace CallControl.Crm.UonTravel.Api;

/// <summary>A call in U-ON's history.</summary>
/// <param name="Phone">As U-ON has it.</param>
/// <param name="Start">By the account's clock, as it was sent.</param>
/// <param name="IsIncoming">From <c>direction</c>: 2 is incoming.</param>
/// <param name="Seconds">Zero for a missed call.</param>
internal sealed record PastCall(string? Phone, DateTime Start, bool IsIncoming, int Seconds)
{
    private static readonly string[] Formats = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm"];

    /// <returns>Null when the row has no time that can be read.</returns>
    public static PastCall? Of(JsonElement row) =>
        DateTime.TryParseExact(row.Text("start") ?? row.Text("dat"), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)
            ? new PastCall(row.Text("phone"), start, row.Text("direction") == "2", row.Number("duration") ?? 0)
            : null;
}
