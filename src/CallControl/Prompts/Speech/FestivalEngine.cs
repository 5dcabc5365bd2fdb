using System.Text.RegularExpressions;
using CallControl.Audio;

namespace CallControl.Prompts.Speech;

/// <summary>
/// Festival's <c>text2wave</c> with an installed voice; for Russian <c>festvox-ru</c>, made of a person's recordings. It takes UTF-8, and no sign
/// that its rules don't know: see <see cref="FestivalText"/>. A voice has the speed of its recordings.
/// </summary>
internal sealed partial class FestivalEngine(AudioTools tools) : ISpeechEngine
{
    public const string EngineName = "festival";

    private const string Program = "text2wave";
    private const string RussianVoice = "msu_ru_nsh_clunits";
    private const string VoicesFolder = "/usr/share/festival/voices";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public string Name => EngineName;

    public string? Check(string language, PromptVoice voice) =>
        VoiceName().IsMatch(NameOf(language, voice)) ? null : "Voice must name a Festival voice without its voice_, such as msu_ru_nsh_clunits";

    public string? MissingFor(string language, PromptVoice voice)
    {
        if (!AudioTools.IsInstalled(Program))
            return EngineName;
        var name = NameOf(language, voice);
        var isThere = Directory.Exists(VoicesFolder) && Directory.EnumerateDirectories(VoicesFolder).Any(folder => Directory.Exists(Path.Combine(folder, name)));
        return isThere ? null : $"the Festival voice {name}{(name == RussianVoice ? " (package festvox-ru)" : "")}";
    }

    public async Task<string?> SpeakAsync(string text, string language, PromptVoice voice, string path, CancellationToken cancellation)
    {
        var plain = FestivalText.Plain(text, language);
        if (plain.Length == 0)
            return "festival: there is nothing in it that can be said";
        var spoken = await tools.RunAsync(Program, ["-eval", $"(voice_{NameOf(language, voice)})", "-o", path], plain, Limit, cancellation);
        if (!spoken.Success)
            return $"festival: {spoken.Problem}";
        // It says what it could not do on standard error, and ends with code 0.
        return new FileInfo(path) is { Exists: true, Length: > 0 } ? null : $"festival: {spoken.Problem}";
    }

    private static string NameOf(string language, PromptVoice voice) =>
        voice.Voice.Length > 0 ? voice.Voice : language == "ru" ? RussianVoice : "";

    [GeneratedRegex("^[A-Za-z0-9_]+$")]
    private static partial Regex VoiceName();
}
