using System.Globalization;
using System.Text.RegularExpressions;
using CallControl.Audio;

namespace CallControl.Prompts;

/// <summary>
/// Makes one sound: the engine speaks (or the recorded file is taken), silence at both ends is cut, the level is measured and brought to one loudness by a plain gain,
/// and all telephony formats are written in one go.
/// </summary>
internal sealed partial class PromptMaker(PromptCache cache, AudioTools tools, ILogger<PromptMaker> logger) : IDisposable
{
    /// <summary>Mean level of speech, dB below full scale: as loud as Asterisk's own prompts.</summary>
    private const double Level = -20;

    private const double LargestGain = 30;
    private const double Silent = -65;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Keeps 50 ms around the sound, where soft consonants are. Cutting the end is cutting the beginning of the reversed sound.</summary>
    private const string Trim = "silenceremove=start_periods=1:start_threshold=-50dB:start_silence=0.05:detection=peak,areverse,"
        + "silenceremove=start_periods=1:start_threshold=-50dB:start_silence=0.05:detection=peak,areverse";

    /// <summary>50 ms more at both ends: the first packets of a call are easily lost.</summary>
    private const string Pad = "adelay=50:all=1,apad=pad_dur=0.05";

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Makes what is not there yet, one at a time.</summary>
    /// <returns>Null when the sound is there, else the reason why not.</returns>
    public async Task<string?> MakeAsync(PromptContent content, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (cache.Has(content.Hash))
                return null;
            var problem = await MakeNowAsync(content, cancellation);
            if (problem is null)
                PromptMetrics.Made.Add(1);
            else
                PromptMetrics.Failed.Add(1);
            return problem;
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            PromptMetrics.Failed.Add(1);
            return disk.Message;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<string?> MakeNowAsync(PromptContent content, CancellationToken cancellation)
    {
        var spoken = cache.UnfinishedPathOf(content.Hash, ".spoken");
        var trimmed = cache.UnfinishedPathOf(content.Hash, ".trimmed");
        var made = PromptCache.Extensions.ToDictionary(extension => extension, extension => cache.UnfinishedPathOf(content.Hash, extension));
        try
        {
            if (content.Recording is null && await SpeakAsync(content, spoken, cancellation) is { } engine)
                return engine;
            var (level, unreadable) = await TrimAndMeasureAsync(content.Recording?.Path ?? spoken, trimmed, cancellation);
            if (unreadable is not null)
                return unreadable;
            if (await ConvertAsync(trimmed, Math.Clamp(Level - level, -LargestGain, LargestGain), made, cancellation) is { } failed)
                return failed;
            if (made.Values.FirstOrDefault(path => new FileInfo(path) is not { Exists: true, Length: > 0 }) is not null)
                return "the made file has no length";
            cache.Publish(content.Hash, content.Text, made);
            logger.PromptMade(content.Hash, content.Text.Length, content.Recording?.Path ?? content.Voice);
            return null;
        }
        finally
        {
            foreach (var path in made.Values.Append(spoken).Append(trimmed))
                File.Delete(path);
        }
    }

    private async Task<string?> SpeakAsync(PromptContent content, string path, CancellationToken cancellation)
    {
        var spoken = await tools.RunAsync(
            "espeak-ng",
            ["-v", content.Voice, "-s", content.Speed.ToString(CultureInfo.InvariantCulture), "-b", "1", "--stdin", "-w", path],
            content.Text, Limit, cancellation);
        return spoken.Success ? null : $"espeak-ng: {spoken.Problem}";
    }

    /// <summary>One 16 kHz channel without silent ends. Anything that can't be decoded to its end is refused: it may be half a copy.</summary>
    private async Task<(double Level, string? Problem)> TrimAndMeasureAsync(string source, string trimmed, CancellationToken cancellation)
    {
        var run = await tools.RunAsync(
            "ffmpeg",
            ["-nostdin", "-hide_banner", "-nostats", "-y", "-xerror", "-err_detect", "explode", "-i", source, "-map", "0:a:0",
             "-af", $"aformat=channel_layouts=mono,aresample=16000,{Trim},volumedetect,{Pad}", "-f", "wav", trimmed],
            null, Limit, cancellation);
        if (!run.Success)
            return (0, $"ffmpeg: {LastLine(run.Problem)}");
        var level = MeanVolume().Match(run.Problem);
        if (!level.Success)
            return (0, "there is nothing to hear in it");
        var decibels = double.Parse(level.Groups[1].Value, CultureInfo.InvariantCulture);
        return decibels < Silent ? (decibels, "there is nothing to hear in it") : (decibels, null);
    }

    private async Task<string?> ConvertAsync(string trimmed, double gain, Dictionary<string, string> made, CancellationToken cancellation)
    {
        // The limiter stays 3 dB below full scale, where G.711 and the gain of old gateways would clip.
        var filter = string.Create(CultureInfo.InvariantCulture, $"[0:a]volume={gain:0.##}dB,alimiter=limit=0.7:level=false,asplit=3[u][a][w]");
        var run = await tools.RunAsync(
            "ffmpeg",
            ["-nostdin", "-v", "error", "-y", "-i", trimmed, "-filter_complex", filter,
             "-map", "[u]", "-ar", "8000", "-f", "mulaw", made[".ulaw"],
             "-map", "[a]", "-ar", "8000", "-f", "alaw", made[".alaw"],
             "-map", "[w]", "-ar", "16000", "-f", "s16le", made[".sln16"]],
            null, Limit, cancellation);
        return run.Success ? null : $"ffmpeg: {LastLine(run.Problem)}";
    }

    private static string LastLine(string text) => text[(text.LastIndexOf('\n') + 1)..];

    [GeneratedRegex(@"mean_volume: (-?[\d.]+) dB")]
    private static partial Regex MeanVolume();
}
