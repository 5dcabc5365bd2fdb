using System.Globalization;
using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop.Settings;

namespace CallControl.Crm.DigitalRop.Calls;

/// <summary>Decides by the rules and by what the service takes whether a recording is sent.</summary>
internal static class CallChoice
{
    /// <returns>Why not, for people; null when it is.</returns>
    public static string? WhyNot(RecordingReady recording, RopSettings settings) => WhyNotByRules(recording, settings.Rules) ?? WhyNotByLimits(recording, settings.Audio);

    private static string? WhyNotByRules(RecordingReady recording, CallRules rules)
    {
        if (recording.By is not { } by)
            return "nobody of the enterprise talked";
        if (rules.Direction is { } direction && direction != recording.Call.Direction)
            return recording.Call.Direction == CallDirection.Incoming ? "incoming calls are not sent (directions)" : "outgoing calls are not sent (directions)";
        if (rules.Only.Count > 0 && (by.Extension is null || !rules.Only.Contains(by.Extension)))
            return $"extension {by.Extension ?? "none"} is not in extensions";
        if (by.Extension is { } extension && rules.Except.Contains(extension))
            return $"extension {extension} is in except_extensions";
        return recording.Duration < rules.Shortest ? $"{Seconds(recording.Duration)} s are shorter than min_duration_s, {Seconds(rules.Shortest)} s" : null;
    }

    private static string? WhyNotByLimits(RecordingReady recording, AudioLimits limits)
    {
        if (!recording.Link.IsAbsoluteUri)
            return "the recording has no address outside: Web:PublicUrl is not set";
        var format = Path.GetExtension(recording.Link.AbsolutePath).TrimStart('.').ToLowerInvariant();
        if (format.Length > 0 && !limits.Formats.Contains(format))
            return $"the recording is {format}; the service takes {string.Join(", ", limits.Formats)}";
        if (recording.Duration > limits.Duration)
            return $"{Seconds(recording.Duration)} s are longer than the service takes, {Seconds(limits.Duration)} s";
        return recording.Bytes > limits.Bytes
            ? string.Create(CultureInfo.InvariantCulture, $"{recording.Bytes / 1e6:0.#} MB are more than the service takes, {limits.Bytes / 1e6:0} MB")
            : null;
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
}
