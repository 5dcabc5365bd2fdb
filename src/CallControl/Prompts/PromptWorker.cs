using CallControl.Audio;

namespace CallControl.Prompts;

/// <summary>Makes the queued sounds one after another; a failing one is tried again after a growing wait.</summary>
internal sealed class PromptWorker(WorkQueue<PromptContent> queue, PromptMaker maker, ILogger<PromptWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await queue.RunAsync(MakeAsync, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what is queued is asked for again by the next call.
        }
    }

    private async Task<bool> MakeAsync(PromptContent content, int attempt, CancellationToken cancellation)
    {
        if (await maker.MakeAsync(content, cancellation) is not { } problem)
            return true;
        logger.PromptNotMade(content.Text, content.Hash, attempt, problem);
        return false;
    }
}
