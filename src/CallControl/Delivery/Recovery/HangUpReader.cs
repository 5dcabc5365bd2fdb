using System.Globalization;
using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Enterprises;
using CallControl.Web.Api;

namespace CallControl.Delivery.Recovery;

/// <summary>
/// Reads a hang-up event as Asterisk's webhook scripts write it: <c>{"UniqueId":"1757765248.0","CallType":0,"Phone":"+375…","StartTime":"2025-09-13 15:07:28","EndTime":"…",
/// "CallStatus":"2","Extensions":["150"],"Trunk":"…","enterprise_number":"0367","record_url":"…"}</c>. Names in any case, with or without underscores; fields nobody knows are left alone.
/// </summary>
internal sealed class HangUpReader
{
    // Outside of these a zone's offset may leave the calendar, and no call took place.
    private const int FirstYear = 1990;
    private const int LastYear = 9000;

    private readonly Dictionary<string, JsonElement> _fields;
    private readonly FieldErrors _errors;
    private readonly string _prefix;

    private HangUpReader(JsonElement body, FieldErrors errors, string prefix)
    {
        (_errors, _prefix) = (errors, prefix);
        _fields = new(StringComparer.Ordinal);
        foreach (var field in body.EnumerateObject())
        {
            if (NameOf(field) is { } name)
                _fields[name] = field.Value;
        }
    }

    /// <param name="body">An object.</param>
    /// <param name="directory">Knows enterprises and their time zones.</param>
    /// <param name="home">The country of numbers without a calling code.</param>
    /// <param name="errors">Gains everything that is wrong.</param>
    /// <param name="prefix">Before the names of fields.</param>
    /// <returns>Null when something is wrong.</returns>
    public static HangUp? Read(JsonElement body, EnterpriseDirectory directory, PhoneCountry home, FieldErrors errors, string prefix)
    {
        var reader = new HangUpReader(body, errors, prefix);
        return reader.Read(directory, home);
    }

    private HangUp? Read(EnterpriseDirectory directory, PhoneCountry home)
    {
        var before = _errors.Count;
        var id = Text("UniqueId", "CallId", "ExternalId");
        if (id is null or { Length: > 200 })
            Wrong("UniqueId", id is null ? "is missing" : "is longer than 200 characters");
        var enterprise = EnterpriseOf(directory);
        var zone = enterprise?.Zone ?? TimeZoneInfo.Utc;
        var outgoing = Text("Direction", "CallType") is "1" or "out" or "outgoing";
        var phone = Text("Phone", outgoing ? "ConnectedLineNum" : "CallerIDNum");
        PhoneNumber? client = PhoneNumber.TryParse(phone, out var number, home) ? number : null;
        if (phone is null && !_fields.ContainsKey("phone"))
            Wrong("Phone", "is missing");
        var started = Time(zone, true, "StartTime");
        var ended = Time(zone, true, "EndTime");
        var answered = AnsweredAt(started, ended, Time(zone, false, "AnswerTime"));
        if (started > ended)
            Wrong("EndTime", "is before StartTime");
        var link = Text("RecordUrl", "RecordingUrl");
        Uri? recording = null;
        if (link is not null && (!Uri.TryCreate(link, UriKind.Absolute, out recording) || recording.Scheme is not ("http" or "https")))
            Wrong("record_url", "must be a http or https address");
        if (_errors.Count > before)
            return null;
        PhoneNumber? line = PhoneNumber.TryParse(Text("Line", "Did", "Trunk"), out var called, home) ? called : null;
        return new HangUp(
            id!, enterprise!.Number, outgoing ? CallDirection.Outgoing : CallDirection.Incoming, client, line, started!.Value, ended!.Value, answered,
            Extension(outgoing), recording);
    }

    private Enterprise? EnterpriseOf(EnterpriseDirectory directory)
    {
        if (Text("EnterpriseNumber", "Enterprise") is { } number)
        {
            if (directory.Find(number) is { } enterprise)
                return enterprise;
            Wrong("enterprise_number", "is no enterprise's");
            return null;
        }

        if (Text("Token", "ClientId") is { } secret && directory.FindBySecret(secret) is { } found)
            return found;
        Wrong("enterprise_number", "is missing");
        return null;
    }

    private DateTimeOffset? AnsweredAt(DateTimeOffset? started, DateTimeOffset? ended, DateTimeOffset? answered)
    {
        if (answered is not null || started is null || ended is null)
            return answered;
        // Without its own time an answered call counts as answered from the start, as its scripts reckon durations.
        return Text("CallStatus", "Status") is "2" or "answered" or "ANSWERED" or "ANSWER" ? started : null;
    }

    private string? Extension(bool outgoing)
    {
        if (_fields.TryGetValue("extensions", out var list) && list.ValueKind == JsonValueKind.Array)
            return list.EnumerateArray().Select(TextOf).LastOrDefault(IsExtension);
        return new[] { Text("Extension", "Internal"), outgoing ? Text("CallerIDNum") : null }.FirstOrDefault(IsExtension);
    }

    private DateTimeOffset? Time(TimeZoneInfo zone, bool required, string name)
    {
        var text = Text(name);
        if (text is null)
        {
            if (required)
                Wrong(name, "is missing");
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 221_845_392_000)
            return DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        // With a zone of its own it is that time; without, the enterprise's.
        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) && time.Year is >= FirstYear and < LastYear)
        {
            return time.Kind == DateTimeKind.Unspecified
                ? new DateTimeOffset(time, zone.GetUtcOffset(time)).ToUniversalTime()
                : new DateTimeOffset(time).ToUniversalTime();
        }

        Wrong(name, "must be a time such as 2026-01-31 10:00:00");
        return null;
    }

    private string? Text(params string[] names) =>
        names.Select(name => _fields.TryGetValue(Plain(name), out var value) ? TextOf(value) : null).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    private void Wrong(string field, string message) => _errors.Add(_prefix + field, message);

    private static bool IsExtension(string? text) => text is { Length: > 0 and <= 6 } && text.All(char.IsAsciiDigit);

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => StringOf(value),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static string? NameOf(JsonProperty field) => Readable(() => Plain(field.Name));

    private static string? StringOf(JsonElement value) => Readable(value.GetString);

    /// <summary>Half of a surrogate pair, "\ud800", is JSON and no text.</summary>
    private static string? Readable(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
