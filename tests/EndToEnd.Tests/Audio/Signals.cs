using CallControl.TestKit.Audio;

namespace CallControl.EndToEnd.Tests.Audio;

/// <summary>Sounds with the structure of speech (voiced syllables of changing pitch, pauses), different for every seed.</summary>
internal static class Signals
{
    public const int Rate = 8000;

    public static WavFile Speech(int seed, double seconds, int rate = Rate)
    {
        var random = new Random(seed);
        var samples = new List<short>();
        while (samples.Count < seconds * rate)
        {
            var (pitch, formant, length) = (90 + random.NextDouble() * 120, 400 + random.NextDouble() * 1500, rate * random.Next(80, 240) / 1000);
            for (var i = 0; i < length; i++)
            {
                var time = (double)i / rate;
                var envelope = Math.Sin(Math.PI * i / length);
                samples.Add((short)(6000 * envelope * Math.Sin(2 * Math.PI * pitch * time) * Math.Sin(2 * Math.PI * formant * time)));
            }

            samples.AddRange(new short[rate * random.Next(0, 80) / 1000]);
        }

        return new WavFile(rate, [.. samples.Take((int)(seconds * rate))]);
    }

    public static WavFile Silence(double seconds) => new(Rate, new short[(int)(seconds * Rate)]);

    public static WavFile Join(params WavFile[] parts) => new(Rate, [.. parts.SelectMany(part => part.Samples)]);

    public static WavFile Louder(this WavFile sound, double factor) => new(sound.SampleRate, Array.ConvertAll(sound.Samples, sample => (short)(sample * factor)));

    /// <summary>There and back through µ-law (G.711).</summary>
    public static WavFile ThroughMuLaw(this WavFile sound) => new(sound.SampleRate, Array.ConvertAll(sound.Samples, MuLaw));

    private static short MuLaw(short sample)
    {
        const int bias = 132;
        var magnitude = Math.Min(Math.Abs((int)sample), 32635) + bias;
        var exponent = int.Log2(magnitude) - 7;
        var mantissa = (magnitude >> (exponent + 3)) & 0xf;
        var decoded = (((mantissa << 3) + bias) << exponent) - bias;
        return (short)(sample < 0 ? -decoded : decoded);
    }
}
