using CallControl.TestKit.Audio;
using CallControl.TestKit.Phones;

namespace CallControl.EndToEnd.Tests.Audio;

/// <summary>What a phone heard, made of the packets that came to it: every test that listens rests on this.</summary>
public sealed class Sound_off_the_wire
{
    private const int Samples = 160;
    private const byte MuLaw = 0;
    private const byte ALaw = 8;

    // G.711 for a loud positive value: 0x80 is the loudest of µ-law, 0xAA of A-law.
    private const byte LoudMuLaw = 0x80;
    private const byte LoudALaw = 0xAA;

    [Theory]
    [InlineData(MuLaw, 0x80, 32124)]
    [InlineData(MuLaw, 0x00, -32124)]
    [InlineData(MuLaw, 0xFF, 0)]
    [InlineData(MuLaw, 0xEF, 132)]
    [InlineData(ALaw, 0xAA, 32256)]
    [InlineData(ALaw, 0x2A, -32256)]
    [InlineData(ALaw, 0xD5, 8)]
    [InlineData(ALaw, 0xC5, 264)]
    public void Codes_mean_what_the_standard_says(byte type, byte code, short value)
        => PhoneSound.Of([Packet(0, type: type, code: code)], At(0), At(0.02)).Samples.ShouldAllBe(sample => sample == value);

    [Fact]
    public void Packets_that_come_in_a_heap_stand_one_after_the_other()
    {
        var sound = Of(Packet(0), Packet(1, arrived: 0.5), Packet(2, arrived: 0.5), Packet(3, arrived: 0.5));

        sound.Samples.Length.ShouldBe(4 * Samples);
        sound.Samples.ShouldAllBe(sample => sample != 0);
    }

    [Fact]
    public void A_packet_that_got_lost_leaves_its_length_of_silence()
    {
        var sound = Of(Packet(0), Packet(2), Packet(3));

        sound.Samples.Length.ShouldBe(4 * Samples);
        sound.Samples[Samples..(2 * Samples)].ShouldAllBe(sample => sample == 0);
    }

    [Fact]
    public void A_pause_of_the_sender_is_silence()
    {
        var after = Packet(1, arrived: 0.52) with { Time = (uint)0.5.Seconds() };

        Of(Packet(0), after).Samples.Length.ShouldBe(0.5.Seconds() + Samples);
    }

    [Theory]
    [InlineData(0.5, 0.48)]
    [InlineData(0.4, 0)]
    public void Of_another_source_only_the_clock_says_how_long_nothing_came(double later, double silence)
    {
        var other = Packet(1, arrived: 0.02 + later) with { Source = 2, Sequence = 900, Time = 77_777 };

        Of(Packet(0), other).Samples.Length.ShouldBe(2 * Samples + silence.Seconds());
    }

    [Fact]
    public void A_time_that_jumps_is_not_believed()
    {
        var jumps = Packet(1) with { Time = 90_000 };

        Of(Packet(0), jumps).Samples.Length.ShouldBe(2 * Samples);
    }

    [Fact]
    public void Keys_and_comfort_noise_are_no_sound() => Of(Packet(0), Packet(1, type: 101), Packet(1, type: 13)).Samples.Length.ShouldBe(Samples);

    [Fact]
    public void The_time_before_the_first_packet_and_long_after_the_last_is_silence()
    {
        var sound = PhoneSound.Of([Packet(0, arrived: 1.02)], At(0), At(4));

        sound.Duration.TotalSeconds.ShouldBe(4, 0.001);
        Loudness.FindSound(sound, TimeSpan.FromMilliseconds(10)).ShouldHaveSingleItem().From.TotalSeconds.ShouldBe(1, 0.03);
    }

    private static WavFile Of(params RtpPacket[] packets) => PhoneSound.Of(packets, At(0), At(0));

    private static RtpPacket Packet(int number, double? arrived = null, byte type = ALaw, byte? code = null)
    {
        var payload = new byte[Samples];
        Array.Fill(payload, code ?? (type == ALaw ? LoudALaw : LoudMuLaw));
        return new RtpPacket(At(arrived ?? 0.02 * (number + 1)), 1, (ushort)number, (uint)(number * Samples), type, payload);
    }

    private static long At(double seconds) => (long)(seconds * TimeProvider.System.TimestampFrequency);
}

file static class Times
{
    public static int Seconds(this double seconds) => (int)(seconds * 8000);
}
