using System.Collections.Concurrent;
using CallControl.Prompts;
using CallControl.TestKit.Processes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CallControl.CallControl.Tests.Prompts;

/// <summary>The feature as the host runs it, on folders of its own.</summary>
internal sealed class PromptsHost : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly MessageLog _log = new();
    private IHost? _host;

    public string Folder { get; } = Directory.CreateTempSubdirectory("prompts-").FullName;

    public string Sounds => Path.Combine(Folder, "sounds");

    public string Cache => Path.Combine(Folder, "cache");

    public IEnumerable<string> Log => _log.Messages;

    public Dictionary<string, string?> Settings { get; } = [];

    public PromptLibrary Library => _host!.Services.GetRequiredService<PromptLibrary>();

    public void WriteTexts(string language, string yaml)
    {
        Directory.CreateDirectory(Path.Combine(Sounds, language));
        File.WriteAllText(Path.Combine(Sounds, language, "prompts.yaml"), yaml);
    }

    public async Task StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = Folder });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Prompts:CacheFolder"] = Cache,
            ["Prompts:AsteriskFolder"] = "/srv/pbx/sounds/callcontrol",
            ["Prompts:Site"] = "example.com",
            ["Prompts:RescanInterval"] = "00:00:01",
        });
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Logging.AddProvider(_log);
        builder.Services.AddPrompts();
        var host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch
        {
            // A host that did not start can't be stopped.
            host.Dispose();
            throw;
        }
        _host = host;
        await UntilAsync(() => Log.Any(line => line.Contains("prompts in force", StringComparison.Ordinal)));
    }

    public async Task StopAsync()
    {
        if (_host is null)
            return;
        await _host.StopAsync();
        _host.Dispose();
        _host = null;
    }

    public async Task<string> FindAsync(string prompt, string language, PromptValues values)
    {
        PromptSound sound = default;
        await UntilAsync(() => Library.TryFind(prompt, language, values, out sound));
        return sound.Media;
    }

    public string FileOf(string media, string extension) => Path.Combine(Cache, media[(media.LastIndexOf('/') + 1)..] + extension);

    public async Task UntilAsync(Func<bool> condition)
    {
        try
        {
            await Poll.UntilAsync(condition, Limit, "the prompts are as expected");
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}; log:\n{string.Join('\n', Log)}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _log.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class MessageLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _messages = new();

        public IEnumerable<string> Messages => _messages;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _messages.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
