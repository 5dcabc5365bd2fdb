using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CallControl.TestKit.Asterisk;

namespace CallControl.TestKit.Phones;

/// <summary>
/// All sound and SIP between the phones and the pbx, read off the network. Asterisk's own recorders are no witnesses: on a busy machine, and while keys are sent, they leave out
/// what did arrive. Needs root, as Asterisk's root folder does.
/// </summary>
internal sealed class WireTap : IAsyncDisposable
{
    private const int WaitingBytes = 16 << 20;
    private const int SolSocket = 1;
    private const int SoRcvBufForce = 33;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Udp);
    private readonly CancellationTokenSource _stopping = new();
    private readonly uint _phones;
    private readonly int _sipPort;
    private readonly int _firstPort;
    private readonly int _lastPort;
    private readonly ConcurrentDictionary<int, ConcurrentQueue<RtpPacket>> _heard = new();
    private readonly ConcurrentDictionary<int, ConcurrentQueue<RtpPacket>> _said = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<SipMessage>> _messages = new();
    private readonly Task _reading;

    public WireTap(AsteriskInstance phones)
    {
        _phones = BinaryPrimitives.ReadUInt32BigEndian(IPAddress.Parse(phones.IpAddress).GetAddressBytes());
        _sipPort = phones.SipPort;
        (_firstPort, _lastPort) = phones.RtpPorts;
        _socket.SetRawSocketOption(SolSocket, SoRcvBufForce, BitConverter.GetBytes(WaitingBytes));
        _socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        _reading = ReadAsync();
    }

    /// <summary>What has come to a phone's port since a moment.</summary>
    public IReadOnlyList<RtpPacket> Heard(int port, long since) => Since(_heard, port, since);

    /// <summary>What a phone has sent from its port since a moment.</summary>
    public IReadOnlyList<RtpPacket> Said(int port, long since) => Since(_said, port, since);

    /// <summary>The messages of a dialogue, in the order of the wire.</summary>
    public IReadOnlyList<SipMessage> MessagesOf(string? callId) => callId is not null && _messages.TryGetValue(callId, out var messages) ? [.. messages] : [];

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _reading;
        _socket.Dispose();
        _stopping.Dispose();
    }

    private static RtpPacket[] Since(ConcurrentDictionary<int, ConcurrentQueue<RtpPacket>> streams, int port, long since)
        => streams.TryGetValue(port, out var packets) ? [.. packets.SkipWhile(packet => packet.Arrived < since)] : [];

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var length = await _socket.ReceiveAsync(buffer, _stopping.Token);
                Take(buffer.AsSpan(0, length));
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody listens any more.
        }
    }

    /// <summary>An IPv4 packet with a UDP datagram in it.</summary>
    private void Take(ReadOnlySpan<byte> packet)
    {
        var header = 4 * (packet[0] & 0x0f);
        if (packet.Length < header + 8)
            return;
        var (from, to) = (BinaryPrimitives.ReadUInt16BigEndian(packet[header..]), BinaryPrimitives.ReadUInt16BigEndian(packet[(header + 2)..]));
        var datagram = packet[(header + 8)..];
        var comes = BinaryPrimitives.ReadUInt32BigEndian(packet[16..]) == _phones;
        var goes = BinaryPrimitives.ReadUInt32BigEndian(packet[12..]) == _phones;
        if (comes && IsSound(to))
            Keep(_heard, to, datagram);
        else if (goes && IsSound(from))
            Keep(_said, from, datagram);
        else if (comes && to == _sipPort)
            Keep(new SipMessage(IsReceived: true, Encoding.UTF8.GetString(datagram)));
        else if (goes && from == _sipPort)
            Keep(new SipMessage(IsReceived: false, Encoding.UTF8.GetString(datagram)));
    }

    // RTCP has the odd ports.
    private bool IsSound(int port) => port >= _firstPort && port <= _lastPort && port % 2 == 0;

    private static void Keep(ConcurrentDictionary<int, ConcurrentQueue<RtpPacket>> streams, int port, ReadOnlySpan<byte> datagram)
    {
        if (RtpPacket.TryParse(datagram, TimeProvider.System.GetTimestamp()) is { } packet)
            streams.GetOrAdd(port, _ => new ConcurrentQueue<RtpPacket>()).Enqueue(packet);
    }

    private void Keep(SipMessage message)
    {
        if (message.CallId is { } call)
            _messages.GetOrAdd(call, _ => new ConcurrentQueue<SipMessage>()).Enqueue(message);
    }
}
