using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallControl.Crm.Contracts;

/// <summary>A phone number is its E.164 string in JSON; no number is the empty string.</summary>
public sealed class PhoneNumberJsonConverter : JsonConverter<PhoneNumber>
{
    public override PhoneNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && (PhoneNumber.TryParse(reader.GetString(), out var number) || reader.ValueTextEquals(""))
            ? number
            : throw new JsonException("Not a phone number");

    public override void Write(Utf8JsonWriter writer, PhoneNumber value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
