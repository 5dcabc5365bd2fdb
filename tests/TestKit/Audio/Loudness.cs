namespace CallControl.TestKit.Audio;

/// <summary>How loud a recording is, in dBFS: 0 is a full-scale square wave, -3 a full-scale sine, telephone speech about -20.</summary>
public static class Loudness
{
    /// <summary>Below this nobody hears anything.</summary>
    public const double Silence = -50;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(20);

    /// <summary>RMS level of a sound; negative infinity for digital silence.</summary>
    public static double Of(WavFile sound) => Of(sound.Samples);

    /// <summary>RMS level between two times.</summary>
    public static double Of(WavFile sound, TimeSpan from, TimeSpan length) => Of(sound.Slice(from, length));

    /// <summary>Where nothing is heard for at least <paramref name="shortest"/>.</summary>
    public static IReadOnlyList<AudioSpan> FindSilence(WavFile sound, TimeSpan shortest, double below = Silence) =>
        AudioSpan.Join(sound, sound.SampleAt(Window), samples => Of(samples) < below, TimeSpan.Zero, shortest);

    /// <summary>Where something is heard; pauses up to <paramref name="pause"/> belong to it.</summary>
    public static IReadOnlyList<AudioSpan> FindSound(WavFile sound, TimeSpan pause, double above = Silence) =>
        AudioSpan.Join(sound, sound.SampleAt(Window), samples => Of(samples) >= above, pause, Window);

    internal static double Of(ReadOnlySpan<short> samples)
    {
        double sum = 0;
        foreach (var sample in samples)
            sum += (double)sample * sample;
        return samples.Length == 0 ? double.NegativeInfinity : 10 * Math.Log10(sum / samples.Length / ((double)short.MaxValue * short.MaxValue));
    }
}
