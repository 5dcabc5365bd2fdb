using CallControl.Prompts.Speech;

namespace CallControl.Prompts;

/// <summary>Makes one sound: the engine speaks (or the recorded file is taken), and the speech is finished for the telephone.</summary>
internal sealed class PromptMaker(PromptCache cache, SpeechEngines speech, PromptFinish finish, ILogger<PromptMaker> logger) : IDisposable
{
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
            if (content.Recording is null && await speech.SpeakAsync(content, spoken, cancellation) is { } speechless)
                return speechless;
            if (await finish.FinishAsync(content.Recording?.Path ?? spoken, trimmed, made, cancellation) is { } problem)
                return problem;
            cache.Publish(content.Hash, content.Text, made);
            logger.PromptMade(content.Hash, content.Text.Length, content.Recording?.Path ?? content.Voice.Engine);
            return null;
        }
        finally
        {
            foreach (var path in made.Values.Append(spoken).Append(trimmed))
                File.Delete(path);
        }
    }
}
