using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace CallControl.TestKit.Audio;

/// <summary>Correlates sounds with one recording, whose spectrum is computed once.</summary>
internal sealed class Correlator
{
    // Quieter than any prompt, louder than the noise of A-law around zero, whose shape means nothing.
    private const double AudibleRms = 30;

    // A delay of half a sample turns 2 kHz by 45 degrees, so places between samples are tried too.
    private const int Phases = 4;
    private readonly short[] _samples;
    private readonly Complex[] _spectrum;
    private readonly double[] _energySums;

    public Correlator(short[] samples, int segment)
    {
        _samples = samples;
        _spectrum = Spectrum(samples, (int)BitOperations.RoundUpToPowerOf2((uint)(samples.Length + 2 * segment)));
        _energySums = new double[samples.Length + 1];
        for (var i = 0; i < samples.Length; i++)
            _energySums[i + 1] = _energySums[i] + (double)samples[i] * samples[i];
    }

    /// <summary>For each place in the recording, how much what follows is like the segment: 0 to 1.</summary>
    public double[] ScoresOf(short[] segment)
    {
        var product = Spectrum(segment, _spectrum.Length);
        for (var i = 0; i < product.Length; i++)
            product[i] = _spectrum[i] * Complex.Conjugate(product[i]);

        var energy = segment.Sum(sample => (double)sample * sample);
        var scores = new double[_samples.Length - segment.Length + 1];
        for (var phase = 0; phase < Phases; phase++)
        {
            var correlation = Delayed(product, (double)phase / Phases);
            for (var offset = 0; offset < scores.Length; offset++)
            {
                var heard = _energySums[offset + segment.Length] - _energySums[offset];
                if (heard > AudibleRms * AudibleRms * segment.Length && energy > 0)
                    scores[offset] = Math.Max(scores[offset], correlation[offset].Real / Math.Sqrt(heard * energy));
            }
        }

        return scores;
    }

    private static Complex[] Delayed(Complex[] product, double samples)
    {
        var shifted = new Complex[product.Length];
        for (var i = 0; i < product.Length; i++)
        {
            var frequency = i <= product.Length / 2 ? i : i - product.Length;
            shifted[i] = product[i] * Complex.FromPolarCoordinates(1, 2 * Math.PI * frequency * samples / product.Length);
        }

        Fourier.Inverse(shifted, FourierOptions.AsymmetricScaling);
        return shifted;
    }

    private static Complex[] Spectrum(short[] samples, int size)
    {
        var values = new Complex[size];
        for (var i = 0; i < samples.Length; i++)
            values[i] = samples[i];
        Fourier.Forward(values, FourierOptions.AsymmetricScaling);
        return values;
    }
}
