using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallControl.Crm.MoySklad.Wire;

/// <summary>See <see cref="MoscowTime"/>.</summary>
internal sealed class MoscowTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MoscowTime.TryParse(reader.GetString(), out var at) ? at : throw new JsonException("Not a time of MoySklad");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(MoscowTime.Format(value));
}
