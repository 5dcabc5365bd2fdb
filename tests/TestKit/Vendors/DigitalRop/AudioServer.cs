using System.Collections.Concurrent;
using CallControl.TestKit.Network;
using CallControl.TestKit.Processes;
using Microsoft.AspNetCore.Http;

namespace CallControl.TestKit.Vendors.DigitalRop;

/// <summary>Stands for the place where recordings are, in tests that have no application: any path leads to a file by its ending.</summary>
public sealed class AudioServer : IAsyncDisposable
{
    private static readonly SemaphoreSlim Making = new(1);

    private readonly ConcurrentDictionary<string, (string File, string Type)> _files = new();
    private LoopbackServer? _server;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Paths that were asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public async Task StartAsync()
    {
        _server = await LoopbackServer.StartAsync(AnswerAsync);
        Address = _server.Address;
    }

    /// <summary>Paths that end so are answered with a file.</summary>
    public void Serve(string ending, string file, string type) => _files[ending] = (file, type);

    /// <summary>Makes a sound by ffmpeg once and keeps it for all tests.</summary>
    public static async Task<string> SoundAsync(string name, params string[] ffmpeg)
    {
        var file = Path.Combine(Path.GetTempPath(), $"callcontrol-sound-{name}");
        await Making.WaitAsync();
        try
        {
            if (!File.Exists(file))
            {
                var made = Path.Combine(Path.GetTempPath(), $"callcontrol-sound-{Guid.NewGuid():N}-{name}");
                var run = await ChildProcess.RunAsync(new ChildProcessOptions { Command = ["ffmpeg", "-nostdin", "-v", "error", "-y", .. ffmpeg, made] }, TimeSpan.FromMinutes(3));
                if (run.ExitCode != 0)
                    throw new InvalidOperationException(run.Output);
                File.Move(made, file, overwrite: true);
            }

            return file;
        }
        finally
        {
            Making.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        Asked.Enqueue(path);
        if (_files.FirstOrDefault(file => path.EndsWith(file.Key, StringComparison.Ordinal)).Value is not { File: { } found } known)
        {
            context.Response.StatusCode = 404;
            return;
        }

        context.Response.ContentType = known.Type;
        await context.Response.SendFileAsync(found);
    }
}
