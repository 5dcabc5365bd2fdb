using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CallControl.Asterisk.Ari.Events;

/// <summary>Turns one websocket message into an event: <c>{"type":"StasisStart","application":…,"timestamp":…,…}</c>.</summary>
public static class AriEventParser
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> Known = new JsonTypeInfo[]
    {
        AriJson.Default.StasisStart,
        AriJson.Default.StasisEnd,
        AriJson.Default.ChannelDestroyed,
        AriJson.Default.ChannelStateChange,
        AriJson.Default.ChannelDtmfReceived,
        AriJson.Default.ChannelHangupRequest,
        AriJson.Default.PlaybackFinished,
        AriJson.Default.ApplicationReplaced,
    }.ToFrozenDictionary(t => t.Type.Name);

    /// <summary>The types that are read; the server can be told to leave out the rest (<c>eventFilter</c>).</summary>
    public static IReadOnlyList<string> KnownTypes => Known.Keys;

    /// <exception cref="JsonException">The message is not JSON, has no type, or lacks a field this client needs.</exception>
    public static AriEvent Parse(string type, ReadOnlySpan<byte> message)
        => Known.TryGetValue(type, out var info)
            ? (AriEvent)(JsonSerializer.Deserialize(message, info) ?? throw new JsonException("The event is null."))
            : new UnknownEvent(type);

    /// <summary>Reads the top-level <c>type</c> without looking at the rest; null when there is none.</summary>
    /// <exception cref="JsonException">The message is not JSON.</exception>
    public static string? TypeOf(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType)
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            reader.Skip();
        }

        return null;
    }
}
