using System.Text.Json.Serialization;

namespace CallControl.Asterisk.Ari;

/// <summary>The id of a bridge, chosen by whoever creates it.</summary>
[JsonConverter(typeof(AriIdConverter<BridgeId>))]
public readonly record struct BridgeId(string Value) : IAriId<BridgeId>
{
    public static BridgeId Create(string value) => new(value);

    public override string ToString() => Value;
}
