using CallControl.Prompts.Speech;
using Microsoft.Extensions.Options;

namespace CallControl.Prompts;

/// <summary>Finds voices that can't work; every error at once.</summary>
internal sealed class PromptsOptionsValidator(IEnumerable<ISpeechEngine> engines) : IValidateOptions<PromptsOptions>
{
    public ValidateOptionsResult Validate(string? name, PromptsOptions options)
    {
        var errors = options.Voices.Select(voice => ProblemOf(voice.Key, voice.Value)).OfType<string>().ToList();
        return errors.Count > 0 ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }

    private string? ProblemOf(string language, PromptVoice voice)
    {
        var setting = $"Prompts:Voices:{language}";
        if (voice.Speed is < 80 or > 450)
            return $"{setting}:Speed must be 80 to 450 words per minute";
        if (engines.FirstOrDefault(engine => engine.Name.Equals(voice.Engine, StringComparison.OrdinalIgnoreCase)) is not { } engine)
            return $"{setting}:Engine is {voice.Engine}; there are {string.Join(", ", engines.Select(known => known.Name))}";
        return engine.Check(language, voice) is { } problem ? $"{setting}: {problem}" : null;
    }
}
