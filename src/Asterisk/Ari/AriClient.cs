using CallControl.Asterisk.Ari.Requests;

namespace CallControl.Asterisk.Ari;

/// <summary>The typed requests of one Asterisk, grouped as its api-docs group them.</summary>
public sealed class AriClient(IAriTransport transport)
{
    public ChannelRequests Channels { get; } = new(transport);

    public BridgeRequests Bridges { get; } = new(transport);

    public PlaybackRequests Playbacks { get; } = new(transport);

    public RecordingRequests Recordings { get; } = new(transport);

    public ApplicationRequests Applications { get; } = new(transport);

    public AsteriskRequests Asterisk { get; } = new(transport);
}
