namespace CallControl.Asterisk.Ari.Model;

/// <summary>A channel as events and <c>GET /channels</c> show it. Source: <c>channels.json</c> of the server's api-docs.</summary>
public sealed record Channel
{
    public required ChannelId Id { get; init; }

    /// <summary>Technology, endpoint and a serial, <c>PJSIP/trunk-00000012</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Asterisk's word for the state: <c>Down</c>, <c>Ring</c>, <c>Ringing</c>, <c>Up</c>, <c>Busy</c> …</summary>
    public required string State { get; init; }

    public required CallerId Caller { get; init; }

    public required CallerId Connected { get; init; }

    public required DialplanPosition Dialplan { get; init; }

    public required DateTimeOffset Creationtime { get; init; }

    public string? Language { get; init; }

    /// <summary>The protocol's id of the call, for PJSIP the SIP Call-ID (since 20.x).</summary>
    public string? ProtocolId { get; init; }

    public bool IsUp => State == "Up";
}
