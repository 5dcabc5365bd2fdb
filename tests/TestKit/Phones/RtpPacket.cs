using System.Buffers.Binary;

namespace CallControl.TestKit.Phones;

/// <summary>A packet of sound (RFC 3550).</summary>
/// <param name="Arrived">When, as <see cref="TimeProvider.GetTimestamp"/> says it.</param>
/// <param name="Source">Whose stream it is (SSRC).</param>
/// <param name="Sequence">Its number in the stream.</param>
/// <param name="Time">Of its first sample, in samples.</param>
/// <param name="Type">0: µ-law, 8: A-law (RFC 3551).</param>
/// <param name="Payload">Its samples.</param>
public readonly record struct RtpPacket(long Arrived, uint Source, ushort Sequence, uint Time, byte Type, byte[] Payload)
{
    private const int FixedHeader = 12;

    /// <summary>Null when it is no RTP.</summary>
    public static RtpPacket? TryParse(ReadOnlySpan<byte> datagram, long arrived)
    {
        if (datagram.Length < FixedHeader || datagram[0] >> 6 != 2)
            return null;
        var header = FixedHeader + 4 * (datagram[0] & 0x0f);
        if ((datagram[0] & 0x10) != 0 && datagram.Length >= header + 4)
            header += 4 + 4 * BinaryPrimitives.ReadUInt16BigEndian(datagram[(header + 2)..]);
        return header > datagram.Length
            ? null
            : new RtpPacket(
                arrived, BinaryPrimitives.ReadUInt32BigEndian(datagram[8..]), BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]),
                BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]), (byte)(datagram[1] & 0x7f), datagram[header..].ToArray());
    }
}
