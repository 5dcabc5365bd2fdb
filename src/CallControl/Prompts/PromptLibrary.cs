using CallControl.Audio;
using CallControl.Prompts.Speech;
using Microsoft.Extensions.Options;

namespace CallControl.Prompts;

/// <summary>What calls ask for sounds. Nothing here waits for the disk or for an engine: a sound is there, or its making is queued and the call plays something else.</summary>
internal sealed class PromptLibrary(
    IOptions<PromptsOptions> options, SpeechEngines speech, PromptCache cache, PromptMaker maker, WorkQueue<PromptContent> queue, ILogger<PromptLibrary> logger)
{
    private volatile PromptCatalogue _catalogue = PromptCatalogue.Empty;

    /// <summary>Spoken where nothing else is known of the caller.</summary>
    public string DefaultLanguage => options.Value.DefaultLanguage;

    /// <summary>The prompts in force; replaced as a whole.</summary>
    public PromptCatalogue Catalogue
    {
        get => _catalogue;
        set => _catalogue = value;
    }

    /// <summary>For the call's hot path.</summary>
    /// <param name="prompt">As in <c>prompts.yaml</c>.</param>
    /// <param name="language">Falls back to the default language where the prompt isn't in it.</param>
    /// <param name="values">What the placeholders stand for.</param>
    /// <param name="sound">What to play.</param>
    /// <returns>False when the sound is not made yet (it is queued), is unknown, or a value it needs is empty.</returns>
    public bool TryFind(string prompt, string language, PromptValues values, out PromptSound sound)
    {
        sound = default;
        if (ContentOf(prompt, language, values) is not { } content)
            return false;
        if (cache.Has(content.Hash))
        {
            sound = new PromptSound(cache.MediaOf(content.Hash), content.Text);
            return true;
        }
        Queue(content);
        return false;
    }

    /// <summary>Called when a listing is created or leased, so that its sounds are there before the call.</summary>
    public void MakeAhead(string prompt, string language, PromptValues values)
    {
        if (ContentOf(prompt, language, values) is { } content && !cache.Has(content.Hash))
            Queue(content);
    }

    /// <summary>Waits for the sound: for demonstrations and tests, never for a call.</summary>
    /// <returns>The media, or null when it can't be made.</returns>
    public async Task<string?> MakeAsync(string prompt, string language, PromptValues values, CancellationToken cancellation)
    {
        if (ContentOf(prompt, language, values) is not { } content)
            return null;
        if (await maker.MakeAsync(content, cancellation) is not { } problem)
            return cache.MediaOf(content.Hash);
        logger.PromptNotMade(prompt, content.Hash, 1, problem);
        return null;
    }

    /// <summary>What a media of ours says; null for any other. Reads the disk.</summary>
    public string? TextOf(string media) => cache.TextOf(media);

    /// <returns>Null when there is no such prompt or it can't be said with these values.</returns>
    public PromptContent? ContentOf(string prompt, string language, PromptValues values)
    {
        if (_catalogue.Find(prompt, language, options.Value.DefaultLanguage) is { } found)
            return ContentOf(found, values);
        logger.PromptUnknown(prompt, language);
        return null;
    }

    public PromptContent? ContentOf(Prompt prompt, PromptValues values)
    {
        var text = SpokenText.Fill(prompt.Text, values, options.Value.Site, prompt.Language);
        if (text is null && prompt.Recording is null)
            return null;
        return new PromptContent(prompt.Recording is null ? text! : prompt.Text, prompt.Language, speech.VoiceOf(prompt.Language), prompt.Recording);
    }

    private void Queue(PromptContent content)
    {
        if (queue.TryAdd(content))
            return;
        PromptMetrics.Refused.Add(1);
        logger.PromptQueueFull(queue.Count);
    }
}
