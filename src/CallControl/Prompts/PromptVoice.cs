using CallControl.Prompts.Speech;

namespace CallControl.Prompts;

/// <summary>How a language is spoken.</summary>
internal sealed class PromptVoice
{
    /// <summary>espeak-ng with the voice named like the language.</summary>
    public static PromptVoice Default { get; } = new();

    /// <summary><c>espeak-ng</c>, <c>festival</c> or <c>http</c>.</summary>
    public string Engine { get; set; } = EspeakEngine.EngineName;

    /// <summary>As the engine names it (<c>espeak-ng --voices</c>); empty: its voice for the language.</summary>
    public string Voice { get; set; } = "";

    /// <summary>Words per minute, for engines that can; a telephone wants slower speech than a screen reader.</summary>
    public int Speed { get; set; } = 150;

    /// <summary>For the engine <c>http</c>.</summary>
    public HttpSpeechSettings Http { get; set; } = new();

    /// <summary>All that changes how it sounds; no secret in it.</summary>
    public string Identity => $"{Engine}\n{Voice}\n{Speed}\n{Http.Url}\n{Http.Body}";
}
