using CallControl.Audio;
using Microsoft.Extensions.Options;

namespace CallControl.Prompts;

/// <summary>What people do with prompts: look at them, listen to them, put a recording in the place of the speech, take it away again.</summary>
internal sealed class PromptEditor(IOptions<PromptsOptions> options, PromptLibrary library, PromptCache cache, PromptMaker maker, AudioTools tools)
{
    public IReadOnlyList<PromptInfo> List() =>
        [.. library.Catalogue.All.OrderBy(prompt => prompt.Language, StringComparer.Ordinal).ThenBy(prompt => prompt.Name, StringComparer.Ordinal).Select(InfoOf)];

    /// <summary>In exactly this language.</summary>
    public PromptInfo? Find(string language, string name) => PromptOf(language, name) is { } prompt ? InfoOf(prompt) : null;

    /// <summary>The prompt as a caller on a wideband phone hears it: WAV, 16 kHz.</summary>
    /// <returns>The file, or why there is none.</returns>
    public async Task<(byte[]? Wav, string? Problem)> PreviewAsync(string language, string name, PromptValues values, CancellationToken cancellation)
    {
        if (PromptOf(language, name) is not { } prompt)
            return (null, Unknown(language, name));
        if (library.ContentOf(prompt, values) is not { } content)
            return (null, $"it needs a value that can be said for {string.Join(" and ", InfoOf(prompt).Needs)}");
        if (await maker.MakeAsync(content, cancellation) is { } problem)
            return (null, problem);
        return (WavOf.Raw16(await File.ReadAllBytesAsync(cache.PathOf(content.Hash, ".sln16"), cancellation)), null);
    }

    /// <summary>Takes a recording for the prompt once it is known to be one. A running program sees the new file by itself.</summary>
    /// <returns>Null, or why it was refused; then nothing has changed.</returns>
    public async Task<string?> ReplaceAsync(string language, string name, Stream sound, CancellationToken cancellation)
    {
        if (PromptOf(language, name) is not { } prompt)
            return Unknown(language, name);
        var folder = Path.Combine(options.Value.SoundsFolder, language);
        // In the same folder, so that it comes into its place by a rename; the name is none that is looked for.
        var upload = Path.Combine(folder, $".upload-{Guid.NewGuid():N}");
        try
        {
            if (await SaveAsync(sound, upload, cancellation) is { } tooLong)
                return tooLong;
            if (SoundFormat.ExtensionOf(upload) is not { } extension)
                return "the file is neither WAV nor MP3 nor Ogg";
            if (await TryAsync(prompt, upload, cancellation) is { } broken)
                return broken;
            var others = RecordingsOf(language, name);
            var path = Path.Combine(folder, name + extension);
            File.Move(upload, path, overwrite: true);
            foreach (var other in others.Where(other => other != path))
                File.Delete(other);
            return null;
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            return $"it can't be kept: {disk.Message}";
        }
        finally
        {
            File.Delete(upload);
        }
    }

    /// <summary>Has the text spoken again.</summary>
    /// <returns>Null, or why not.</returns>
    public string? Restore(string language, string name)
    {
        if (PromptOf(language, name) is null)
            return Unknown(language, name);
        try
        {
            foreach (var recording in RecordingsOf(language, name))
                File.Delete(recording);
            return null;
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            return disk.Message;
        }
    }

    private static string Unknown(string language, string name) => $"there is no prompt {name} in {language}";

    private Prompt? PromptOf(string language, string name) => library.Catalogue.All.FirstOrDefault(prompt => prompt.Language == language && prompt.Name == name);

    private PromptInfo InfoOf(Prompt prompt)
    {
        string[] needs = prompt.Recording is null ? [.. SpokenText.PlaceholdersOf(prompt.Text).Where(placeholder => placeholder != "site").Distinct()] : [];
        bool? made = needs.Length > 0 ? null : library.ContentOf(prompt, PromptValues.None) is { } content && cache.Has(content.Hash);
        return new PromptInfo(prompt.Language, prompt.Name, prompt.Text, prompt.Recording is null ? "spoken" : "recorded", needs, made);
    }

    private List<string> RecordingsOf(string language, string name) =>
        [.. Directory.EnumerateFiles(Path.Combine(options.Value.SoundsFolder, language))
            .Where(path => SoundFormat.Extensions.Contains(Path.GetExtension(path).ToLowerInvariant()) && Path.GetFileNameWithoutExtension(path) == name)];

    private async Task<string?> SaveAsync(Stream sound, string path, CancellationToken cancellation)
    {
        await using var file = File.Create(path);
        var buffer = new byte[64 << 10];
        for (int read; (read = await sound.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (file.Length + read > options.Value.LargestUpload)
                return $"the file is larger than {options.Value.LargestUpload >> 20} MiB (Prompts:LargestUpload)";
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
        return null;
    }

    /// <summary>Makes all formats of it, which is the proof; they have the name they will be looked for by.</summary>
    private async Task<string?> TryAsync(Prompt prompt, string path, CancellationToken cancellation)
    {
        if (SoundFormat.IsCutShort(path))
            return "the file is cut short";
        if (await tools.DurationAsync(path, cancellation) is { } duration && duration > options.Value.LongestUpload)
            return $"it is {duration.TotalSeconds:0} s long, more than {options.Value.LongestUpload.TotalSeconds:0} s (Prompts:LongestUpload)";
        var content = library.ContentOf(prompt with { Recording = RecordedFile.Read(new FileInfo(path)) }, PromptValues.None);
        return content is null ? "it can't be used" : await maker.MakeAsync(content, cancellation);
    }
}
