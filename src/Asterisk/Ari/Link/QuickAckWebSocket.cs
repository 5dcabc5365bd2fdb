using System.Net.Sockets;
using System.Net.WebSockets;

namespace CallControl.Asterisk.Ari.Link;

/// <summary>
/// Acknowledges at once what Asterisk sends. On the socket of an outbound websocket Asterisk leaves Nagle's algorithm on (22.10.1; its HTTP
/// server switches it off), so an event waits there until the one before it is acknowledged, which Linux delays by up to 40 ms. Measured from a caller's key to
/// the owner's INVITE: 32 ms, and a millisecond or two with this.
/// </summary>
/// <param name="inner">The websocket.</param>
/// <param name="connection">The TCP connection below it.</param>
public sealed class QuickAckWebSocket(WebSocket inner, Socket connection) : WebSocket
{
    // tcp(7): TCP_QUICKACK is 12 at level IPPROTO_TCP. "The flag is not permanent", so it is set after every read.
    private const int Tcp = 6;
    private const int QuickAck = 12;
    private static readonly byte[] On = BitConverter.GetBytes(1);

    public override WebSocketCloseStatus? CloseStatus => inner.CloseStatus;

    public override string? CloseStatusDescription => inner.CloseStatusDescription;

    public override WebSocketState State => inner.State;

    public override string? SubProtocol => inner.SubProtocol;

    /// <summary>The websocket itself where the connection is unknown or the system has no such option.</summary>
    public static WebSocket Wrap(WebSocket socket, Socket? connection)
        => connection is not null && OperatingSystem.IsLinux() ? new QuickAckWebSocket(socket, connection) : socket;

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var received = await inner.ReceiveAsync(buffer, cancellationToken);
        Acknowledge();
        return received;
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        var received = await inner.ReceiveAsync(buffer, cancellationToken);
        Acknowledge();
        return received;
    }

    public override ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
        => inner.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

    public override Task SendAsync(
        ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
        => inner.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
        => inner.CloseAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
        => inner.CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override void Abort() => inner.Abort();

    public override void Dispose() => inner.Dispose();

    private void Acknowledge()
    {
        try
        {
            connection.SetRawSocketOption(Tcp, QuickAck, On);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The connection has just ended; the next read says so.
        }
    }
}
