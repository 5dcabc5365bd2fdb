using CallControl.TestKit.Audio;

namespace CallControl.Bench.Rig;

/// <summary>The audio of both prompts: a tone is as dear to play as speech, and the same for every scenario.</summary>
internal static class Tone
{
    public const int SampleRate = 8000;

    /// <summary>What the caller hears; the key comes after 1 s of it.</summary>
    public static readonly TimeSpan Prompt = TimeSpan.FromSeconds(6.5);

    /// <summary>What the owner hears before he is put through.</summary>
    public static readonly TimeSpan Whisper = TimeSpan.FromSeconds(1);

    public static byte[] MuLaw(TimeSpan length) => [.. Samples(length).Select(ToMuLaw)];

    public static void WriteWav(string path, TimeSpan length) => new WavFile(SampleRate, [.. Samples(length)]).Write(path);

    /// <summary>440 Hz, 16 bit, mono.</summary>
    private static IEnumerable<short> Samples(TimeSpan length) =>
        Enumerable.Range(0, (int)(length.TotalSeconds * SampleRate)).Select(index => (short)(8000 * Math.Sin(2 * Math.PI * 440 * index / SampleRate)));

    // ITU-T G.711: sign, 3 bits of exponent, 4 bits of mantissa, all inverted.
    private static byte ToMuLaw(short sample)
    {
        var magnitude = Math.Min(Math.Abs((int)sample), 32635) + 132;
        var exponent = int.Log2(magnitude) - 7;
        var mantissa = (magnitude >> (exponent + 3)) & 0x0f;
        return (byte)~((sample < 0 ? 0x80 : 0) | (exponent << 4) | mantissa);
    }
}
