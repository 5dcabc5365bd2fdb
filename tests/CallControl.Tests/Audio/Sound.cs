using System.Diagnostics;

namespace CallControl.CallControl.Tests.Audio;

/// <summary>Makes sounds and measures them.</summary>
internal static class Sound
{
    public static async Task FfmpegAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-v", "error", "-y", .. arguments]) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, errors);
    }

    /// <summary>Any file as 16-bit samples of one rate, a channel after another.</summary>
    public static async Task<double[][]> ReadAsync(string path, int channels = 1, params string[] format)
    {
        var raw = Path.GetTempFileName();
        try
        {
            await FfmpegAsync([.. format, "-i", path, "-f", "s16le", "-ar", "16000", "-ac", $"{channels}", raw]);
            var bytes = await File.ReadAllBytesAsync(raw);
            var samples = Enumerable.Range(0, bytes.Length / 2).Select(at => BitConverter.ToInt16(bytes, at * 2) / 32768.0).ToArray();
            return [.. Enumerable.Range(0, channels).Select(channel => samples.Where((_, at) => at % channels == channel).ToArray())];
        }
        finally
        {
            File.Delete(raw);
        }
    }

    public static double Seconds(double[] samples) => samples.Length / 16000.0;

    public static double MeanLevel(double[] samples) => 20 * Math.Log10(Math.Sqrt(samples.Average(sample => sample * sample)) + 1e-9);

    public static double Peak(double[] samples) => samples.Max(Math.Abs);

    /// <summary>Amplitude of one frequency.</summary>
    public static double Tone(double[] samples, double frequency)
    {
        double cos = 0, sin = 0;
        for (var at = 0; at < samples.Length; at++)
        {
            cos += samples[at] * Math.Cos(2 * Math.PI * frequency * at / 16000);
            sin += samples[at] * Math.Sin(2 * Math.PI * frequency * at / 16000);
        }
        return 2 * Math.Sqrt((cos * cos) + (sin * sin)) / samples.Length;
    }
}
