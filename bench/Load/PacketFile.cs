using System.Buffers.Binary;
using System.Text;

namespace CallControl.Bench.Load;

/// <summary>Reads the UDP packets of a capture file (pcap, nanoseconds, Ethernet framing, IPv4), as tcpdump writes it on the loopback interface.</summary>
internal static class PacketFile
{
    private const uint NanosecondMagic = 0xa1b23c4d;
    private const int FileHeader = 24;
    private const int PacketHeader = 16;
    private const int EthernetHeader = 14;
    private const int UdpHeader = 8;

    /// <returns>When each packet was seen, in nanoseconds, and its text.</returns>
    /// <exception cref="InvalidOperationException">It is another kind of file.</exception>
    public static IEnumerable<(long At, string Text)> Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        if (bytes.Length < FileHeader || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != NanosecondMagic)
            throw new InvalidOperationException($"{file} is no capture file in nanoseconds.");
        for (var offset = FileHeader; offset + PacketHeader <= bytes.Length;)
        {
            // ts_sec, ts_nsec, captured length, original length
            var seconds = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(offset));
            var nanoseconds = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(offset + 4));
            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(offset + 8));
            offset += PacketHeader;
            if (offset + length > bytes.Length)
                yield break; // cut off by the end of the capture
            var ip = bytes.AsSpan(offset + EthernetHeader, length - EthernetHeader);
            var payload = ip[((ip[0] & 0x0f) * 4 + UdpHeader)..];
            yield return (seconds * 1_000_000_000L + nanoseconds, Encoding.ASCII.GetString(payload));
            offset += length;
        }
    }
}
