using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallControl.Crm.Contracts;

/// <summary>
/// Reads a link back as what it was. Left alone, a path such as <c>/recordings/…</c> is read on Linux as the absolute address <c>file:///recordings/…</c>, and passes for one that
/// others can follow.
/// </summary>
internal sealed class WebLinkJsonConverter : JsonConverter<Uri>
{
    public override Uri? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        if (text is null)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var link) && !link.IsFile
            ? link
            : new Uri(text.StartsWith("file://", StringComparison.OrdinalIgnoreCase) ? text["file://".Length..] : text, UriKind.Relative);
    }

    public override void Write(Utf8JsonWriter writer, Uri value, JsonSerializerOptions options) => writer.WriteStringValue(value.OriginalString);
}
