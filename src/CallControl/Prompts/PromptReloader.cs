namespace CallControl.Prompts;

/// <summary>Takes up what changed in the sounds folder: the sounds that need no call's values are made first and then come into force together.</summary>
internal sealed class PromptReloader(SoundsFolder folder, PromptLibrary library, PromptCache cache, PromptMaker maker, ILogger<PromptReloader> logger) : IDisposable
{
    /// <summary>Played by the dialplan while we are away.</summary>
    private const string Away = "away";

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Recorded files that could not be used, by content: they are tried again only when they change.</summary>
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    private bool _hasReported;

    /// <summary>At start the texts are in force before the first call or lease can ask for them; their sounds and recorded files follow.</summary>
    public void BeginWithTexts()
        => library.Catalogue = new PromptCatalogue([.. folder.Read(library.Catalogue).All.Select(prompt => prompt with { Recording = null })]);

    public async Task ReloadAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await ReloadNowAsync(cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task ReloadNowAsync(CancellationToken cancellation)
    {
        var inForce = library.Catalogue;
        var prompts = new List<Prompt>();
        foreach (var prompt in folder.Read(inForce).All)
            prompts.Add(await PrepareAsync(prompt, cancellation));
        var changed = prompts.Count != inForce.All.Count() || !prompts.ToHashSet().SetEquals(inForce.All);
        if (!changed && _hasReported)
            return;
        _hasReported = true;
        library.Catalogue = new PromptCatalogue(prompts);
        foreach (var away in prompts.Where(prompt => prompt.Name == Away))
        {
            if (library.ContentOf(away, PromptValues.None) is { } content && cache.Has(content.Hash))
                cache.KeepAs(content.Hash, $"{Away}-{away.Language}");
        }
        logger.PromptsInForce(prompts.Count, prompts.Count(prompt => prompt.Recording is not null));
    }

    private async Task<Prompt> PrepareAsync(Prompt prompt, CancellationToken cancellation)
    {
        if (prompt.Recording is { } recording)
        {
            if (_refused.Contains(KeyOf(recording)))
                return await PrepareAsync(prompt with { Recording = null }, cancellation);
            if (await MakeAsync(prompt, cancellation) is { } problem)
            {
                _refused.Add(KeyOf(recording));
                logger.RecordedFileRefused(recording.Path, problem);
                return await PrepareAsync(prompt with { Recording = null }, cancellation);
            }
            return prompt;
        }
        // A text whose sound can't be made comes into force all the same; the call's own request queues it and tries again.
        if (prompt.IsFixed && await MakeAsync(prompt, cancellation) is { } failed)
            logger.PromptNotMade(prompt.Name, "", 1, failed);
        return prompt;
    }

    private async Task<string?> MakeAsync(Prompt prompt, CancellationToken cancellation) =>
        library.ContentOf(prompt, PromptValues.None) is { } content && !cache.Has(content.Hash) ? await maker.MakeAsync(content, cancellation) : null;

    private static string KeyOf(RecordedFile recording) => $"{recording.Path} {recording.Hash}";
}
