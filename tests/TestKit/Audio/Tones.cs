namespace CallControl.TestKit.Audio;

/// <summary>Single tones in a recording, by the Goertzel algorithm.</summary>
public static class Tones
{
    // 40 ms tell frequencies 25 Hz apart.
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(80);

    /// <summary>Where a tone is heard.</summary>
    /// <param name="sound">The recording.</param>
    /// <param name="hertz">The tone's frequency.</param>
    /// <param name="shortest">Shorter pieces don't count; 100 ms by default.</param>
    /// <param name="pause">Shorter pauses don't count; 80 ms by default.</param>
    /// <param name="share">How much of the energy must be the tone's; less than half finds it also beside a voice or another tone.</param>
    public static IReadOnlyList<AudioSpan> Find(WavFile sound, double hertz, TimeSpan? shortest = null, TimeSpan? pause = null, double share = 0.3) =>
        AudioSpan.Join(
            sound,
            sound.SampleAt(Window),
            samples => Loudness.Of(samples) > Loudness.Silence && ShareOf(samples, hertz, sound.SampleRate) > share,
            pause ?? Gap,
            shortest ?? TimeSpan.FromMilliseconds(100));

    /// <summary>Whether the tone is heard anywhere for at least 100 ms.</summary>
    public static bool Contains(WavFile sound, double hertz) => Find(sound, hertz).Count > 0;

    /// <param name="hertz">Its frequency.</param>
    /// <param name="length">How long.</param>
    /// <param name="level">RMS in dBFS.</param>
    /// <param name="sampleRate">8000 for the telephone.</param>
    public static WavFile Make(double hertz, TimeSpan length, double level = -15, int sampleRate = 8000)
    {
        var amplitude = short.MaxValue * Math.Sqrt(2) * Math.Pow(10, level / 20);
        var samples = new short[(int)(length.TotalSeconds * sampleRate)];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (short)(amplitude * Math.Sin(2 * Math.PI * hertz * i / sampleRate));
        return new WavFile(sampleRate, samples);
    }

    /// <summary>The share of the energy that is at one frequency: 1 for a pure tone.</summary>
    private static double ShareOf(ReadOnlySpan<short> samples, double hertz, int sampleRate)
    {
        var coefficient = 2 * Math.Cos(2 * Math.PI * hertz / sampleRate);
        double previous = 0, beforePrevious = 0, energy = 0;
        foreach (var sample in samples)
        {
            var current = sample + coefficient * previous - beforePrevious;
            (beforePrevious, previous) = (previous, current);
            energy += (double)sample * sample;
        }

        var power = previous * previous + beforePrevious * beforePrevious - coefficient * previous * beforePrevious;
        return energy == 0 ? 0 : 2 * power / (samples.Length * energy);
    }
}
