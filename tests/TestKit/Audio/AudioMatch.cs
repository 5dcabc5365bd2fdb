using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace CallControl.TestKit.Audio;

/// <summary>
/// Finds a known prompt in what was heard, by normalised cross-correlation: the level does not matter, and the companding of µ-law and
/// A-law costs a few hundredths.
/// </summary>
public static class AudioMatch
{
    /// <summary>From here on it is that prompt.</summary>
    public const double Threshold = 0.6;

    // Quieter than any prompt, louder than the noise of A-law around zero, whose shape means nothing.
    private const double AudibleRms = 30;

    /// <param name="recording">What was heard.</param>
    /// <param name="prompt">What should be in it; another sample rate is fine.</param>
    /// <param name="firstOnly">Only so much of the prompt's beginning, for a prompt that is cut short by a key.</param>
    public static PromptMatch Find(WavFile recording, WavFile prompt, TimeSpan? firstOnly = null)
    {
        var needle = Resampling.To(prompt, recording.SampleRate);
        if (firstOnly is { } length)
            needle = needle.Slice(TimeSpan.Zero, length);
        if (needle.Samples.Length == 0 || needle.Samples.Length > recording.Samples.Length)
            return new PromptMatch(TimeSpan.Zero, 0);

        var correlation = Correlate(recording.Samples, needle.Samples);
        var needleEnergy = needle.Samples.Sum(sample => (double)sample * sample);
        var quietest = AudibleRms * AudibleRms * needle.Samples.Length;
        var energies = WindowEnergies(recording.Samples, needle.Samples.Length);
        var (best, at) = (0.0, 0);
        for (var offset = 0; offset < energies.Length; offset++)
        {
            if (energies[offset] < quietest)
                continue;
            var score = correlation[offset] / Math.Sqrt(energies[offset] * needleEnergy);
            if (score > best)
                (best, at) = (score, offset);
        }

        return new PromptMatch(recording.TimeAt(at), best);
    }

    /// <summary>For each offset, the sum of products of the needle and the haystack from there on.</summary>
    private static double[] Correlate(short[] haystack, short[] needle)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)(haystack.Length + needle.Length));
        var (first, second) = (ToComplex(haystack, size), ToComplex(needle, size));
        Fourier.Forward(first, FourierOptions.AsymmetricScaling);
        Fourier.Forward(second, FourierOptions.AsymmetricScaling);
        for (var i = 0; i < size; i++)
            first[i] *= Complex.Conjugate(second[i]);
        Fourier.Inverse(first, FourierOptions.AsymmetricScaling);
        return Array.ConvertAll(first, value => value.Real);
    }

    private static Complex[] ToComplex(short[] samples, int size)
    {
        var values = new Complex[size];
        for (var i = 0; i < samples.Length; i++)
            values[i] = samples[i];
        return values;
    }

    private static double[] WindowEnergies(short[] samples, int window)
    {
        var energies = new double[samples.Length - window + 1];
        double sum = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            sum += (double)samples[i] * samples[i];
            if (i >= window)
                sum -= (double)samples[i - window] * samples[i - window];
            if (i >= window - 1)
                energies[i - window + 1] = sum;
        }

        return energies;
    }
}
