using System.Collections.Frozen;

namespace CallControl.Prompts;

/// <summary>All prompts as they are in force; replaced as a whole when a file changes.</summary>
internal sealed class PromptCatalogue(IEnumerable<Prompt> prompts)
{
    private readonly FrozenDictionary<(string Language, string Name), Prompt> _prompts = prompts.ToFrozenDictionary(prompt => (prompt.Language, prompt.Name));

    public static PromptCatalogue Empty { get; } = new([]);

    public IEnumerable<Prompt> All => _prompts.Values;

    /// <summary>In the language asked for, else in the one that is always there.</summary>
    public Prompt? Find(string name, string language, string defaultLanguage) =>
        _prompts.GetValueOrDefault((language, name)) ?? _prompts.GetValueOrDefault((defaultLanguage, name));
}
