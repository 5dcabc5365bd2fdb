using System.Text.Json.Serialization;

namespace CallControl.Asterisk.Ari;

/// <summary>The id of a channel: Asterisk's unique id, or the one given to it when it was created.</summary>
[JsonConverter(typeof(AriIdConverter<ChannelId>))]
public readonly record struct ChannelId(string Value) : IAriId<ChannelId>
{
    public static ChannelId Create(string value) => new(value);

    public override string ToString() => Value;
}
