using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CallControl.TestKit.Processes;

namespace CallControl.TestKit.Vendors.DigitalRop;

/// <summary>Downloads a recording as a stranger would, without any session, and decodes the whole of it. The same bytes are decoded once.</summary>
internal sealed class AudioEar : IDisposable
{
    private const long LargestFile = 100_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(45);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly ConcurrentDictionary<string, HeardAudio> Heard = new();

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public async Task<HeardAudio> ListenAsync(Uri address)
    {
        var file = Path.Combine(Path.GetTempPath(), $"callcontrol-ear-{Guid.NewGuid():N}");
        try
        {
            if (await DownloadAsync(address, file) is { } problem)
                return new HeardAudio("", TimeSpan.Zero, 0, problem);
            await using var stream = File.OpenRead(file);
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream));
            if (!Heard.TryGetValue(hash, out var heard))
                Heard[hash] = heard = await DecodeAsync(file, stream.Length);
            return heard;
        }
        finally
        {
            File.Delete(file);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <returns>What was wrong.</returns>
    private async Task<string?> DownloadAsync(Uri address, string file)
    {
        try
        {
            using var response = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
            if (!response.IsSuccessStatusCode)
                return $"the recording's address answers {(int)response.StatusCode}";
            if (response.Content.Headers.ContentType?.MediaType?.StartsWith("audio/", StringComparison.Ordinal) != true)
                return "Content-Type is no audio";
            await using var from = await response.Content.ReadAsStreamAsync();
            await using var to = File.Create(file);
            var buffer = new byte[81920];
            for (int read; (read = await from.ReadAsync(buffer)) > 0;)
            {
                await to.WriteAsync(buffer.AsMemory(0, read));
                if (to.Length > LargestFile)
                    return "larger than 100 MB";
            }

            return null;
        }
        catch (HttpRequestException e)
        {
            return $"the recording was not reached: {e.HttpRequestError}";
        }
    }

    private static async Task<HeardAudio> DecodeAsync(string file, long bytes)
    {
        var probe = await RunAsync("ffprobe", "-v", "error", "-show_entries", "format=format_name,duration:stream=codec_type", "-of", "json", file);
        if (probe.ExitCode != 0)
            return new HeardAudio("", TimeSpan.Zero, bytes, "no sound");
        var found = JsonNode.Parse(probe.Output)!;
        var format = found["format"]!["format_name"]!.ToString();
        if (format is not ("mp3" or "wav" or "ogg") || found["streams"]!.AsArray().All(stream => stream!["codec_type"]!.ToString() != "audio"))
            return new HeardAudio(format, TimeSpan.Zero, bytes, $"{format} is neither MP3 nor WAV nor OGG");
        var duration = TimeSpan.FromSeconds(double.Parse(found["format"]!["duration"]!.ToString(), CultureInfo.InvariantCulture));
        if (duration > Longest)
            return new HeardAudio(format, duration, bytes, "longer than 45 minutes");
        var decoded = await RunAsync("ffmpeg", "-nostdin", "-v", "error", "-xerror", "-i", file, "-f", "null", "-");
        return new HeardAudio(format, duration, bytes, decoded.ExitCode == 0 ? null : "can't be decoded");
    }

    private static Task<CommandResult> RunAsync(params string[] command) => ChildProcess.RunAsync(new ChildProcessOptions { Command = command }, Patience);
}
