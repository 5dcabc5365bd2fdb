using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace CallControl.TestKit.Audio;

/// <summary>Changes a sample rate by cutting or padding the spectrum, which is exact for a sound that is looked at as a whole.</summary>
public static class Resampling
{
    public static WavFile To(WavFile sound, int sampleRate)
    {
        if (sound.SampleRate == sampleRate || sound.Samples.Length == 0)
            return new WavFile(sampleRate, sound.Samples);

        var from = Array.ConvertAll(sound.Samples, sample => new Complex(sample, 0));
        var to = new Complex[(int)((long)from.Length * sampleRate / sound.SampleRate)];
        Fourier.Forward(from, FourierOptions.AsymmetricScaling);
        var kept = Math.Min(from.Length, to.Length) / 2;
        for (var i = 0; i < kept; i++)
        {
            to[i] = from[i];
            if (i > 0)
                to[^i] = from[^i];
        }

        Fourier.Inverse(to, FourierOptions.AsymmetricScaling);
        var scale = (double)to.Length / from.Length;
        return new WavFile(sampleRate, Array.ConvertAll(to, value => (short)Math.Clamp(Math.Round(value.Real * scale), short.MinValue, short.MaxValue)));
    }
}
