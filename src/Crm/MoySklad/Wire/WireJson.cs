using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallControl.Crm.MoySklad.Wire;

internal static class WireJson
{
    /// <summary>Empty fields are left out: null in an update means "leave", and an unknown field in an answer is no error.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new MoscowTimeConverter(), new JsonStringEnumConverter() },
    };
}
