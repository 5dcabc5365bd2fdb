using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallControl.Asterisk.Ari;

/// <summary>Reads Asterisk's times, <c>2026-11-20T08:00:00.123+0000</c>: the offset has no colon, which System.Text.Json refuses.</summary>
public sealed class AriTimestampConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new JsonException("Not a time.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.ToString(Format, CultureInfo.InvariantCulture));
}
