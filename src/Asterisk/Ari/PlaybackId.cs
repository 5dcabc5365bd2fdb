using System.Text.Json.Serialization;

namespace CallControl.Asterisk.Ari;

/// <summary>The id of a playback, chosen by whoever starts it.</summary>
[JsonConverter(typeof(AriIdConverter<PlaybackId>))]
public readonly record struct PlaybackId(string Value) : IAriId<PlaybackId>
{
    public static PlaybackId Create(string value) => new(value);

    public override string ToString() => Value;
}
