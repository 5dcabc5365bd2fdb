using System.Globalization;
using CallControl.Audio;

namespace CallControl.Prompts.Speech;

/// <summary><c>espeak-ng</c>: every language, at once, synthetic. It reads Latin words within Russian text in English.</summary>
internal sealed class EspeakEngine(AudioTools tools) : ISpeechEngine
{
    public const string EngineName = "espeak-ng";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public string Name => EngineName;

    public string? Check(string language, PromptVoice voice) => null;

    public string? MissingFor(string language, PromptVoice voice) => AudioTools.IsInstalled(EngineName) ? null : EngineName;

    public async Task<string?> SpeakAsync(string text, string language, PromptVoice voice, string path, CancellationToken cancellation)
    {
        var name = voice.Voice.Length > 0 ? voice.Voice : language;
        var spoken = await tools.RunAsync(
            EngineName, ["-v", name, "-s", voice.Speed.ToString(CultureInfo.InvariantCulture), "-b", "1", "--stdin", "-w", path], text, Limit, cancellation);
        return spoken.Success ? null : $"espeak-ng: {spoken.Problem}";
    }
}
