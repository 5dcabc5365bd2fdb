namespace CallControl.Prompts.Speech;

/// <summary>Turns text into speech. To add one: a class here, and a line in <c>AddPrompts</c>.</summary>
internal interface ISpeechEngine
{
    /// <summary>As <c>Prompts:Voices:LANGUAGE:Engine</c> names it.</summary>
    string Name { get; }

    /// <summary>What is wrong with the settings of a voice; null when it can be used. Reported at start.</summary>
    string? Check(string language, PromptVoice voice);

    /// <summary>What has to be installed for this voice; null when everything is there. Looks at the disk.</summary>
    string? MissingFor(string language, PromptVoice voice);

    /// <summary>Writes speech, in any format and at any loudness that ffmpeg reads.</summary>
    /// <returns>Null, or why it can't be spoken.</returns>
    Task<string?> SpeakAsync(string text, string language, PromptVoice voice, string path, CancellationToken cancellation);
}
