using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CallControl.EndToEnd.Tests.Faults.Storm;

/// <summary>One UDP socket for a crowd of phones: messages go to their phone by Call-ID.</summary>
public sealed class StormWire : IDisposable
{
    private readonly ConcurrentDictionary<string, Action<SipMessage>> _phones = new();
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 8 << 20, SendBufferSize = 8 << 20 };
    private readonly CancellationTokenSource _stopping = new();
    private readonly IPEndPoint _pbx;
    private readonly Func<StormWire, SipMessage, Action<SipMessage>?> _onUnknown;

    /// <param name="local">Where it listens.</param>
    /// <param name="pbx">Where everything goes.</param>
    /// <param name="onUnknown">Makes a phone for a call that nobody has; null to leave it alone.</param>
    public StormWire(IPEndPoint local, IPEndPoint pbx, Func<StormWire, SipMessage, Action<SipMessage>?> onUnknown)
    {
        Local = local;
        _pbx = pbx;
        _onUnknown = onUnknown;
        _socket.Bind(local);
        _ = ReceiveAsync();
    }

    public IPEndPoint Local { get; }

    public IPEndPoint Pbx => _pbx;

    public void Add(string callId, Action<SipMessage> phone) => _phones[callId] = phone;

    public void Send(string message) => _socket.SendTo(SipMessage.ToWire(message), _pbx);

    public void Dispose()
    {
        _stopping.Cancel();
        _socket.Dispose();
        _stopping.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var count = await _socket.ReceiveAsync(buffer, _stopping.Token);
                // Keep-alives are empty or CR LF.
                if (count > 16)
                    Deliver(SipMessage.Parse(buffer.AsSpan(0, count)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The storm is over.
        }
    }

    private void Deliver(SipMessage message)
    {
        if (_phones.TryGetValue(message.CallId, out var phone))
            phone(message);
        else if (message is { Status: 0, Method: "INVITE" } && _onUnknown(this, message) is { } made)
            Add(message.CallId, made);
        else if (message is { Status: 0, Method: not "ACK" })
            Send(message.Respond(message.Method == "OPTIONS" ? "200 OK" : "481 Call/Transaction Does Not Exist", Local, "storm"));
    }
}
