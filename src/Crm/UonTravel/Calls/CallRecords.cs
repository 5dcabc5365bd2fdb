using System.Globalization;
using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel.Api;
using CallControl.Crm.UonTravel.Settings;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.UonTravel.Calls;

/// <summary>Writes a call into U-ON's history, once: a row there can't be changed, and nobody but us would notice a second one.</summary>
internal sealed class CallRecords(UonApi api, UonSettings settings, TimeZoneInfo zone, ILogger logger)
{
    private const string Incoming = "2";
    private const string Outgoing = "1";

    private const int OnePage = 100;

    // The field is required and takes digits.
    private const string NoNumber = "0";

    public async Task WriteAsync(CallEnded ended, CallNotes notes, CancellationToken cancellation)
    {
        if (notes.HasRecord || !settings.LogCalls)
            return;
        if (!notes.MayHaveRecord || !await IsThereAsync(ended.Call, cancellation))
        {
            await notes.RecordingCallAsync(cancellation);
            await AddAsync(ended, cancellation);
        }

        if (ended.Recording is not null)
            await notes.LinkedAsync(cancellation);
        await notes.RecordedAsync(cancellation);
    }

    private async Task AddAsync(CallEnded ended, CancellationToken cancellation)
    {
        var manager = settings.ManagerAt(ended.By?.Extension);
        try
        {
            await api.AddCallAsync(Fields(ended, manager), cancellation);
        }
        catch (CrmException e) when (!e.IsTransient && !e.IsAccountProblem && manager is not null)
        {
            // Most likely the manager is gone from U-ON; his call is worth a row all the same.
            Log.RecordedWithoutManager(logger, ended.Call.Id, manager, e.Message);
            await api.AddCallAsync(Fields(ended, null), cancellation);
        }
    }

    private IEnumerable<(string, string)> Fields(CallEnded ended, string? manager)
    {
        var call = ended.Call;
        yield return ("phone", Phone(call));
        yield return ("start", Clock(call).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        yield return ("direction", call.Direction == CallDirection.Incoming ? Incoming : Outgoing);
        // From the start to the end, as for other vendors; of a missed call zero, which is how it is told from the others.
        yield return ("duration", ((long)(ended.Result == CallResult.Answered ? Longer(ended.At - call.StartedAt) : TimeSpan.Zero).TotalSeconds).ToString(CultureInfo.InvariantCulture));
        if (manager is not null)
            yield return ("manager_id", manager);
        if (ended.Recording is { } link)
            yield return ("record_link", link.AbsoluteUri);
        yield return ("note", Note(ended));
    }

    private static string Note(CallEnded ended)
    {
        var hidden = ended.Call.Client is null ? RussianWords.HiddenNumber + ". " : "";
        var line = ended.Call.Line.ToString() is { Length: > 0 } number ? $"Линия {number}. " : "";
        return $"{hidden}{line}{RussianWords.Outcome(ended)}";
    }

    private async Task<bool> IsThereAsync(CrmCall call, CancellationToken cancellation)
    {
        var start = DateTime.ParseExact(Clock(call).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        // Rows come when calls end, so that they are not quite in the order of their starts.
        var found = await api.NewestCallsAsync(null, calls => calls.Any(IsIt) || (calls.Count > OnePage && calls.Any(past => past.Start < start)), cancellation);
        return found.Any(IsIt);

        bool IsIt(PastCall past) => past.Start == start && past.IsIncoming == (call.Direction == CallDirection.Incoming) && Digits(past.Phone) == Phone(call);
    }

    private static string Phone(CrmCall call) => call.Client?.Digits ?? NoNumber;

    private static string Digits(string? text) => new([.. (text ?? "").Where(char.IsAsciiDigit)]);

    private DateTimeOffset Clock(CrmCall call) => TimeZoneInfo.ConvertTime(call.StartedAt, zone);

    private static TimeSpan Longer(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
