using System.Globalization;
using System.Text.RegularExpressions;
using CallControl.Audio;

namespace CallControl.Prompts;

/// <summary>
/// Gives every sound, whoever spoke it, the same ends and the same loudness: silence at both ends is cut, the loudness is measured (EBU R128) and brought to one
/// level by a plain gain, and all telephony formats are written in one go.
/// </summary>
internal sealed partial class PromptFinish(AudioTools tools)
{
    /// <summary>LUFS; as loud as Asterisk's own prompts (measured: -20).</summary>
    private const double Loudness = -20;

    private const double LargestGain = 30;
    private const double Silent = -65;
    private const double CloseEnough = 0.3;
    private const int LargestTries = 4;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Keeps 50 ms around the sound, where soft consonants are, and fades over 5 ms, so that a cut never clicks. Cutting the end is cutting the beginning of the
    /// reversed sound.
    /// </summary>
    private const string Trim = TrimBeginning + ",areverse," + TrimBeginning + ",areverse";

    private const string TrimBeginning = "silenceremove=start_periods=1:start_threshold=-50dB:start_silence=0.05:detection=peak,afade=t=in:d=0.005";

    /// <summary>50 ms more at both ends: the first packets of a call are easily lost.</summary>
    private const string Pad = "adelay=50:all=1,apad=pad_dur=0.05";

    private const string Measure = "ebur128=framelog=verbose,volumedetect";

    /// <param name="source">Any sound.</param>
    /// <param name="trimmed">A file of ours to work with.</param>
    /// <param name="made">Path by extension of <see cref="PromptCache.Extensions"/>.</param>
    /// <param name="cancellation">Ends ffmpeg.</param>
    /// <returns>Null, or why the source can't be used.</returns>
    public async Task<string?> FinishAsync(string source, string trimmed, IReadOnlyDictionary<string, string> made, CancellationToken cancellation)
    {
        if (await TrimAsync(source, trimmed, cancellation) is { } unreadable)
            return unreadable;
        var (measured, problem) = await LoudnessOfAsync(trimmed, cancellation);
        if (problem is not null)
            return problem;
        var gain = Loudness - measured;
        for (var attempt = 1; ; attempt++)
        {
            gain = Math.Clamp(gain, -LargestGain, LargestGain);
            var (loudness, failed) = await ConvertAsync(trimmed, gain, made, cancellation);
            if (failed is not null)
                return failed;
            // What the limiter took away is added again.
            var missing = Loudness - loudness;
            if (Math.Abs(missing) <= CloseEnough || attempt == LargestTries)
                break;
            gain += missing;
        }
        return made.Values.All(path => new FileInfo(path) is { Exists: true, Length: > 0 }) ? null : "the made file has no length";
    }

    /// <summary>One 16 kHz channel without silent ends. Anything that can't be decoded to its end is refused: it may be half a copy.</summary>
    private async Task<string?> TrimAsync(string source, string trimmed, CancellationToken cancellation)
    {
        var run = await tools.RunAsync(
            "ffmpeg",
            ["-nostdin", "-v", "error", "-y", "-xerror", "-err_detect", "explode", "-i", source, "-map", "0:a:0",
             "-af", $"aformat=channel_layouts=mono,aresample=16000,{Trim}", "-f", "wav", trimmed],
            null, Limit, cancellation);
        return run.Success ? null : $"ffmpeg: {LastLine(run.Problem)}";
    }

    private async Task<(double Loudness, string? Problem)> LoudnessOfAsync(string file, CancellationToken cancellation)
    {
        var run = await tools.RunAsync(
            "ffmpeg", ["-nostdin", "-hide_banner", "-nostats", "-i", file, "-af", Measure, "-f", "null", "-"], null, Limit, cancellation);
        if (!run.Success || Read(run.Problem) is not { } loudness || loudness < Silent)
            return (0, "there is nothing to hear in it");
        return (loudness, null);
    }

    private async Task<(double Loudness, string? Problem)> ConvertAsync(
        string trimmed, double gain, IReadOnlyDictionary<string, string> made, CancellationToken cancellation)
    {
        // The limiter stays 3 dB below full scale, where G.711 and the gain of old gateways would clip.
        var filter = string.Create(
            CultureInfo.InvariantCulture, $"[0:a]volume={gain:0.##}dB,alimiter=limit=0.7:level=false,{Measure},{Pad},asplit=3[u][a][w]");
        var run = await tools.RunAsync(
            "ffmpeg",
            ["-nostdin", "-hide_banner", "-nostats", "-y", "-i", trimmed, "-filter_complex", filter,
             "-map", "[u]", "-ar", "8000", "-f", "mulaw", made[".ulaw"],
             "-map", "[a]", "-ar", "8000", "-f", "alaw", made[".alaw"],
             "-map", "[w]", "-ar", "16000", "-f", "s16le", made[".sln16"]],
            null, Limit, cancellation);
        return run.Success && Read(run.Problem) is { } loudness ? (loudness, null) : (0, $"ffmpeg: {LastLine(run.Problem)}");
    }

    /// <summary>Integrated loudness; of a sound too short for that (0.4 s) the mean level, which for speech is nearly the same.</summary>
    private static double? Read(string report)
    {
        var mean = MeanVolume().Match(report);
        if (!mean.Success)
            return null;
        var level = double.Parse(mean.Groups[1].Value, CultureInfo.InvariantCulture);
        var integrated = Integrated().Match(report);
        return integrated.Success && double.Parse(integrated.Groups[1].Value, CultureInfo.InvariantCulture) is var loudness and > -70 and < 0 ? loudness : level;
    }

    private static string LastLine(string text) => text[(text.LastIndexOf('\n') + 1)..];

    // [Parsed_volumedetect_1 @ 0x55…] mean_volume: -20.2 dB
    [GeneratedRegex(@"mean_volume: (-?[\d.]+) dB")]
    private static partial Regex MeanVolume();

    //     I:         -20.2 LUFS
    [GeneratedRegex(@"\bI: +(-?[\d.]+) LUFS")]
    private static partial Regex Integrated();
}
