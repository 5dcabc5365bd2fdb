using Microsoft.Extensions.Options;

namespace CallControl.Prompts.Speech;

/// <summary>Which engine speaks a language. A voice that is configured but not installed is stood in for by espeak-ng, so that calls have speech.</summary>
internal sealed class SpeechEngines
{
    private readonly IReadOnlyDictionary<string, ISpeechEngine> _engines;
    private readonly Dictionary<string, PromptVoice> _voices = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _missing = [];

    public SpeechEngines(IOptions<PromptsOptions> options, IEnumerable<ISpeechEngine> engines)
    {
        _engines = engines.ToDictionary(engine => engine.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var (language, voice) in options.Value.Voices)
            _voices[language] = Usable(language, voice);
    }

    /// <summary>What is configured and not installed, for people. As it was at start: what is installed later is taken up by the next start.</summary>
    public IReadOnlyList<string> Missing => _missing;

    public PromptVoice VoiceOf(string language) => _voices.GetValueOrDefault(language) ?? PromptVoice.Default;

    public Task<string?> SpeakAsync(PromptContent content, string path, CancellationToken cancellation) =>
        _engines[content.Voice.Engine].SpeakAsync(content.Text, content.Language, content.Voice, path, cancellation);

    private PromptVoice Usable(string language, PromptVoice voice)
    {
        if (_engines[voice.Engine].MissingFor(language, voice) is not { } missing)
            return voice;
        _missing.Add(missing);
        return PromptVoice.Default;
    }
}
