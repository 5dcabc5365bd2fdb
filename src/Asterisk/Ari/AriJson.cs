using System.Text.Json.Serialization;
using CallControl.Asterisk.Ari.Events;
using CallControl.Asterisk.Ari.Model;

namespace CallControl.Asterisk.Ari;

/// <summary>Source-generated serialisation: field names are the wire's snake_case, and a null where none may be makes a message broken.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, Converters = [typeof(AriTimestampConverter)])]
[JsonSerializable(typeof(StasisStart))]
[JsonSerializable(typeof(StasisEnd))]
[JsonSerializable(typeof(ChannelDestroyed))]
[JsonSerializable(typeof(ChannelStateChange))]
[JsonSerializable(typeof(ChannelDtmfReceived))]
[JsonSerializable(typeof(ChannelHangupRequest))]
[JsonSerializable(typeof(PlaybackFinished))]
[JsonSerializable(typeof(ApplicationReplaced))]
[JsonSerializable(typeof(Channel))]
[JsonSerializable(typeof(Channel[]))]
[JsonSerializable(typeof(Bridge))]
[JsonSerializable(typeof(Bridge[]))]
[JsonSerializable(typeof(Playback))]
[JsonSerializable(typeof(StoredRecording[]))]
[JsonSerializable(typeof(Application))]
[JsonSerializable(typeof(AsteriskInfo))]
internal sealed partial class AriJson : JsonSerializerContext;
