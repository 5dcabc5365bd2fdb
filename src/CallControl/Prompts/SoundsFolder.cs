using Microsoft.Extensions.Options;

namespace CallControl.Prompts;

/// <summary>Reads texts and recorded files from the sounds folder. What can't be read leaves what was in force before.</summary>
internal sealed class SoundsFolder(IOptions<PromptsOptions> options, ILogger<SoundsFolder> logger)
{
    /// <summary>The last problem of a file, so that a rescan does not repeat it in the log.</summary>
    private readonly Dictionary<string, string> _reported = new(StringComparer.Ordinal);

    public PromptCatalogue Read(PromptCatalogue inForce)
    {
        var folder = new DirectoryInfo(options.Value.SoundsFolder);
        if (!folder.Exists)
        {
            Report(folder.FullName, () => logger.SoundsFolderMissing(folder.FullName), "missing");
            return inForce;
        }
        return new PromptCatalogue(folder.GetDirectories().SelectMany(language => ReadLanguage(language, inForce)).ToList());
    }

    private List<Prompt> ReadLanguage(DirectoryInfo folder, PromptCatalogue inForce)
    {
        var old = inForce.All.Where(prompt => prompt.Language == folder.Name).ToDictionary(prompt => prompt.Name);
        var recordings = Recordings(folder, old);
        return Texts(folder, old)
            .Select(text => new Prompt(folder.Name, text.Key, text.Value, recordings.GetValueOrDefault(text.Key)))
            .ToList();
    }

    private IReadOnlyDictionary<string, string> Texts(DirectoryInfo folder, Dictionary<string, Prompt> old)
    {
        var path = Path.Combine(folder.FullName, "prompts.yaml");
        try
        {
            var texts = File.Exists(path) ? PromptFile.Read(path) : new Dictionary<string, string>();
            _reported.Remove(path);
            return texts;
        }
        catch (PromptFileException broken)
        {
            Report(path, () => logger.PromptFileRefused(path, broken.Line, broken.Message), $"{broken.Line} {broken.Message}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Report(path, () => logger.PromptFileRefused(path, 0, unreadable.Message), unreadable.Message);
        }
        return old.ToDictionary(prompt => prompt.Key, prompt => prompt.Value.Text);
    }

    private Dictionary<string, RecordedFile> Recordings(DirectoryInfo folder, Dictionary<string, Prompt> old)
    {
        var found = new Dictionary<string, RecordedFile>(StringComparer.Ordinal);
        // Ordered, so that of two files for one prompt the same one wins every time.
        foreach (var file in folder.GetFiles().Where(file => SoundFormat.Extensions.Contains(file.Extension.ToLowerInvariant())).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file.Name);
            try
            {
                var known = old.GetValueOrDefault(name)?.Recording;
                found[name] = known is not null && known.Path == file.FullName && known.IsSameAs(file)
                    ? known
                    : RecordedFile.Read(file);
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                Report(file.FullName, () => logger.RecordedFileRefused(file.FullName, unreadable.Message), unreadable.Message);
            }
        }
        return found;
    }

    private void Report(string path, Action log, string problem)
    {
        if (_reported.GetValueOrDefault(path) == problem)
            return;
        _reported[path] = problem;
        log();
    }
}
