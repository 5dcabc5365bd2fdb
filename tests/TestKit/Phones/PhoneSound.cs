using CallControl.TestKit.Audio;

namespace CallControl.TestKit.Phones;

/// <summary>
/// Makes sound of a phone's packets: one after the other, and silence where nothing came. What comes in a heap because the machine was busy stands in its place all the same, since
/// the packets themselves say where.
/// </summary>
public static class PhoneSound
{
    private const int Rate = 8000;
    private const byte MuLaw = 0;
    private const byte ALaw = 8;

    // A server that was held up for so long by a busy machine goes on where it was; nobody takes that for a pause.
    private const int Slip = Rate * 2 / 5;

    // A source that changes may begin anywhere in its own time; how far it may be from the clock's.
    private const int Doubt = Rate;

    /// <param name="packets">In the order in which they came.</param>
    /// <param name="from">Where the sound begins: a time stamp.</param>
    /// <param name="until">Silence until then, where what came ends long before; a time stamp.</param>
    public static WavFile Of(IReadOnlyList<RtpPacket> packets, long from, long until)
    {
        var samples = new List<short>();
        RtpPacket? last = null;
        foreach (var packet in packets.Where(packet => packet.Type is MuLaw or ALaw))
        {
            samples.AddRange(new short[last is { } before ? Missing(before, packet) : Math.Max(0, Between(from, packet.Arrived) - packet.Payload.Length)]);
            foreach (var code in packet.Payload)
                samples.Add(packet.Type == ALaw ? FromALaw(code) : FromMuLaw(code));
            last = packet;
        }

        var quiet = Between(last?.Arrived ?? from, until);
        if (quiet > Doubt)
            samples.AddRange(new short[quiet]);
        return new WavFile(Rate, [.. samples]);
    }

    /// <summary>How many samples lie between two packets, of which nothing came.</summary>
    private static int Missing(RtpPacket before, RtpPacket packet)
    {
        var waited = Math.Max(0, Between(before.Arrived, packet.Arrived) - packet.Payload.Length);
        if (packet.Source != before.Source)
            return waited > Slip ? waited : 0;
        var missing = (int)(packet.Time - before.Time) - before.Payload.Length;
        if (missing < 0 || missing > waited + Doubt)
            missing = waited;
        return missing > Slip || packet.Sequence != (ushort)(before.Sequence + 1) ? missing : 0;
    }

    private static int Between(long from, long until) => (int)Math.Round(TimeProvider.System.GetElapsedTime(from, until).TotalSeconds * Rate);

    /// <summary>ITU-T G.711, table 2a.</summary>
    private static short FromALaw(byte code)
    {
        var bits = code ^ 0x55;
        var (segment, step) = (bits >> 4 & 7, bits & 0x0f);
        var size = segment == 0 ? (step << 4) + 8 : (step << 4) + 0x108 << segment - 1;
        return (short)((bits & 0x80) != 0 ? size : -size);
    }

    /// <summary>ITU-T G.711, table 2b.</summary>
    private static short FromMuLaw(byte code)
    {
        var bits = ~code & 0xff;
        var size = (((bits & 0x0f) << 3) + 0x84 << (bits >> 4 & 7)) - 0x84;
        return (short)((bits & 0x80) != 0 ? -size : size);
    }
}
