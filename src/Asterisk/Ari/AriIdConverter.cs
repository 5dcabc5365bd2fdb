using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallControl.Asterisk.Ari;

/// <summary>Reads and writes typed ids as plain JSON strings.</summary>
public sealed class AriIdConverter<TId> : JsonConverter<TId>
    where TId : struct, IAriId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => TId.Create(reader.GetString() ?? throw new JsonException("An id is null."));

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.Value);
}
