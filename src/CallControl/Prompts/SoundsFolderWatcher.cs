using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace CallControl.Prompts;

/// <summary>Reloads the prompts at start, shortly after a file changed, and now and then in case a change went unseen (network folders report none).</summary>
internal sealed class SoundsFolderWatcher(
    IOptions<PromptsOptions> options, PromptCache cache, PromptReloader reloader, PromptTools tools, TimeProvider time, ILogger<SoundsFolderWatcher> logger) : BackgroundService
{
    /// <summary>An editor or a copy makes several changes; they are taken together.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(300);

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            cache.Open();
            reloader.BeginWithTexts();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The loop tries again; calls go on without prompts until then.
            logger.PromptReloadFailed(failure);
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        tools.Report(logger);
        using var watcher = Watch();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await reloader.ReloadAsync(stoppingToken);
                await WaitForChangeAsync(stoppingToken);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException && stoppingToken.IsCancellationRequested)
            {
                return; // a start that fails disposes the reloader while it works
            }
#pragma warning disable CA1031 // The loop's edge: what is in force stays in force.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                logger.PromptReloadFailed(failure);
                await WaitForChangeAsync(stoppingToken);
            }
        }
    }

    private FileSystemWatcher? Watch()
    {
        if (!Directory.Exists(options.Value.SoundsFolder))
            return null;
        var watcher = new FileSystemWatcher(options.Value.SoundsFolder) { IncludeSubdirectories = true };
        watcher.Changed += (_, _) => _changes.Writer.TryWrite(true);
        watcher.Created += (_, _) => _changes.Writer.TryWrite(true);
        watcher.Deleted += (_, _) => _changes.Writer.TryWrite(true);
        watcher.Renamed += (_, _) => _changes.Writer.TryWrite(true);
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private async Task WaitForChangeAsync(CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var rescan = Task.Delay(options.Value.RescanInterval, time, either.Token);
        var change = _changes.Reader.WaitToReadAsync(either.Token).AsTask();
        var first = await Task.WhenAny(rescan, change);
        await either.CancelAsync();
        if (first == change && !stopping.IsCancellationRequested)
            await Task.Delay(Settle, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _changes.Reader.TryRead(out _);
    }
}
