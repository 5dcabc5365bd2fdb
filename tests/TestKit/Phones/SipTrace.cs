using System.Buffers.Binary;
using System.Text;
using CallControl.TestKit.Asterisk;

namespace CallControl.TestKit.Phones;

/// <summary>All SIP of one server, as Asterisk writes it into a capture file.</summary>
internal sealed class SipTrace(AsteriskInstance server)
{
    private const int FileHeader = 24;
    private const int PacketHeader = 16;
    // Ethernet 14, IPv4 20, UDP 8; the sender's address is in the IPv4 header, and Asterisk writes its own as 0.0.0.0.
    private const int WireHeaders = 42;
    private const int Sender = 14 + 12;
    private readonly string _file = $"{server.RecordingPath}/../{server.Name}-sip.pcap";

    public async Task StartAsync()
    {
        await server.CliAsync("pjsip set logger on");
        await server.CliAsync("pjsip set logger verbose off");
        await server.CliAsync($"pjsip set logger pcap {_file}");
    }

    /// <summary>Received messages with this Call-ID, in the order of the wire.</summary>
    public IReadOnlyList<string> MessagesOf(string? callId)
    {
        var path = server.HostPath(_file);
        if (callId is null || !File.Exists(path))
            return [];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return [.. ReceivedIn(copy.ToArray()).Where(message => message.Contains(callId, StringComparison.Ordinal))];
    }

    private static List<string> ReceivedIn(byte[] file)
    {
        var packets = new List<string>();
        for (var at = FileHeader; at + PacketHeader <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 8));
            at += PacketHeader;
            if (at + length > file.Length)
                break;
            var packet = file.AsSpan(at, length);
            if (length > WireHeaders && BinaryPrimitives.ReadUInt32BigEndian(packet[Sender..]) != 0)
                packets.Add(Encoding.UTF8.GetString(packet[WireHeaders..]));
            at += length;
        }

        return packets;
    }
}
