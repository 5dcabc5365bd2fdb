namespace CallControl.Prompts;

/// <summary>Takes up what changed in the sounds folder: the sounds that need no call's values are made first and then come into force together.</summary>
internal sealed class PromptReloader(SoundsFolder folder, PromptLibrary library, PromptCache cache, PromptMaker maker, ILogger<PromptReloader> logger) : IDisposable
{
    /// <summary>Played by the dialplan while we are away.</summary>
    private const string Away = "away";

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Recorded files that could not be used, by content: they are tried again only when they change.</summary>
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    /// <summary>The hash of what is kept for the dialplan, by language.</summary>
    private readonly Dictionary<string, string> _away = new(StringComparer.Ordinal);

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
        {
            var prepared = await PrepareAsync(prompt, cancellation);
            prompts.Add(prepared);
            if (prepared.Name == Away)
                KeepAway(prepared);
        }
        var changed = prompts.Count != inForce.All.Count() || !prompts.ToHashSet().SetEquals(inForce.All);
        if (!changed && _hasReported)
            return;
        _hasReported = true;
        library.Catalogue = new PromptCatalogue(prompts);
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

    /// <summary>At once, not with the others: we may be away before they are made.</summary>
    private void KeepAway(Prompt prompt)
    {
        if (library.ContentOf(prompt, PromptValues.None) is not { } content || !cache.Has(content.Hash) || _away.GetValueOrDefault(prompt.Language) == content.Hash)
            return;
        cache.KeepAs(content.Hash, $"{Away}-{prompt.Language}");
        _away[prompt.Language] = content.Hash;
    }

    private async Task<string?> MakeAsync(Prompt prompt, CancellationToken cancellation) =>
        library.ContentOf(prompt, PromptValues.None) is { } content && !cache.Has(content.Hash) ? await maker.MakeAsync(content, cancellation) : null;

    private static string KeyOf(RecordedFile recording) => $"{recording.Path} {recording.Hash}";
}
