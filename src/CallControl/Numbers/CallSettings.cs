using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallControl.Numbers;

/// <summary>
/// What a listing wants otherwise than the program's settings, <c>listings.call_settings</c>:
/// <c>{"ring":"parallel","accept":true,"ring_seconds":20,"talk_seconds":3600,"record":false,"consent":true,"owner_sees":"virtual_number",
/// "hours":{"time_zone":"Europe/Moscow","open":["mon-fri 09:00-18:00","sat 10:00-15:00"]}}</c>. What is missing is as the program says.
/// </summary>
internal sealed record CallSettings
{
    public static readonly CallSettings None = new();

    public RingStrategy? Ring { get; init; }

    /// <summary>The owner presses 1 before he is connected, so that a voicemail never wins.</summary>
    public bool? Accept { get; init; }

    /// <summary>How long one destination rings.</summary>
    public int? RingSeconds { get; init; }

    /// <summary>How long the talk may last.</summary>
    public int? TalkSeconds { get; init; }

    public bool? Record { get; init; }

    /// <summary>The caller is told that the talk is recorded.</summary>
    public bool? Consent { get; init; }

    public OwnerSees? OwnerSees { get; init; }

    public WorkingHours? Hours { get; init; }

    /// <exception cref="JsonException">The text is no object of this form; the message names the field.</exception>
    public static CallSettings Parse(string json)
        => json is "{}" ? None : JsonSerializer.Deserialize(json, CallSettingsJson.Default.CallSettings) ?? None;

    /// <summary>For settings that somebody wrote by SQL: broken ones are none, and never cost a call.</summary>
    public static CallSettings ParseOrNone(string json, out string? problem)
    {
        problem = null;
        try
        {
            return Parse(json);
        }
        catch (JsonException e)
        {
            problem = e.Message;
            return None;
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, CallSettingsJson.Default.CallSettings);

    /// <summary>Every field that makes no sense, with what would.</summary>
    public IEnumerable<(string Field, string Message)> Errors()
    {
        if (RingSeconds is < 5 or > 300)
            yield return ("ring_seconds", "must be a whole number from 5 to 300");
        if (TalkSeconds is < 1 or > 86_400)
            yield return ("talk_seconds", "must be a whole number from 1 to 86400");
        foreach (var (field, message) in Hours?.Errors() ?? [])
            yield return ($"hours.{field}", message);
    }
}

/// <summary>Source-generated serialisation; an unknown field is an error, so that a slip of the pen is not taken for a wish.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CallSettings))]
internal sealed partial class CallSettingsJson : JsonSerializerContext;

/// <summary>Writes enum values as <c>virtual_number</c>.</summary>
internal sealed class SnakeCaseEnum<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
