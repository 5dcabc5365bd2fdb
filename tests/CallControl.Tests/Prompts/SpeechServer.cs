using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using CallControl.CallControl.Tests.Audio;
using CallControl.TestKit.Network;
using Microsoft.AspNetCore.Http;

namespace CallControl.CallControl.Tests.Prompts;

/// <summary>A speech service on a real port: says the same faint sentence, with a second of silence behind it, in the format the test asks for.</summary>
internal sealed class SpeechServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("speech-").FullName;
    private LoopbackServer? _server;

    public string Address => _server!.Address.OriginalString;

    public ConcurrentQueue<(string Path, string ContentType, string? Key, string Body)> Asked { get; } = new();

    /// <summary>wav, mp3 or ogg.</summary>
    public string Format { get; set; } = "wav";

    public string? ContentType { get; set; }

    public int Status { get; set; } = 200;

    /// <summary>It takes the request and never answers.</summary>
    public bool Hangs { get; set; }

    public static async Task<SpeechServer> StartAsync()
    {
        var server = new SpeechServer();
        server._server = await LoopbackServer.StartAsync(server.AnswerAsync);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = new StreamReader(http.Request.Body, Encoding.UTF8);
        Asked.Enqueue(($"{http.Request.Path}{http.Request.QueryString}", http.Request.ContentType ?? "", http.Request.Headers["X-Key"], await body.ReadToEndAsync()));
        if (Hangs)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        http.Response.StatusCode = Status;
        if (Status != 200)
        {
            await http.Response.WriteAsync("no such voice\u0007");
            return;
        }
        var file = Path.Combine(_folder, $"sound.{Format}");
        var speech = Path.Combine(_folder, "speech.wav");
        using (var speaking = Process.Start("espeak-ng", ["-v", "ru", "-w", speech, "Сегодня хорошая погода, дождя не будет, ветер слабый."]))
            await speaking.WaitForExitAsync();
        await Sound.FfmpegAsync("-i", speech, "-af", "volume=-25dB,apad=pad_dur=1", "-ar", "24000", "-t", "6", file);
        http.Response.ContentType = ContentType ?? (Format == "mp3" ? "audio/mpeg" : $"audio/{Format}");
        await http.Response.Body.WriteAsync(await File.ReadAllBytesAsync(file));
    }
}
