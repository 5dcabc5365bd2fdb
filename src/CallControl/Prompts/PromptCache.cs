using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace CallControl.Prompts;

/// <summary>The finished sounds. A sound is in this index once all its files are whole, and calls play only what is in it.</summary>
internal sealed class PromptCache(IOptions<PromptsOptions> options, TimeProvider time)
{
    /// <summary>Names that Asterisk knows: G.711 both ways, and raw 16 kHz for wideband channels.</summary>
    public static readonly IReadOnlyList<string> Extensions = [".ulaw", ".alaw", ".sln16"];

    private const string Unfinished = ".part";
    private static readonly TimeSpan UnfinishedLife = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, bool> _finished = new(StringComparer.Ordinal);

    /// <summary>The disk is looked at only for a sound that nobody here has made: another process that shares the folder may have.</summary>
    public bool Has(string hash)
    {
        if (_finished.ContainsKey(hash))
            return true;
        if (!IsWhole(hash))
            return false;
        _finished[hash] = true;
        return true;
    }

    /// <summary>As <c>Playback</c> and ARI take it: no extension, Asterisk picks the format.</summary>
    public string MediaOf(string hash) => $"sound:{options.Value.AsteriskFolder.TrimEnd('/')}/{hash}";

    /// <summary>What a made sound says, from the file beside it; null for a sound that isn't ours.</summary>
    public string? TextOf(string media)
    {
        var path = PathOf(media[(media.LastIndexOf('/') + 1)..], ".txt");
        return File.Exists(path) ? File.ReadAllText(path).TrimEnd('\n') : null;
    }

    public string PathOf(string hash, string extension) => Path.Combine(options.Value.CacheFolder, hash + extension);

    /// <summary>A name nobody plays, in the same folder so that the rename is atomic.</summary>
    public string UnfinishedPathOf(string hash, string extension) => PathOf($"{hash}-{Guid.NewGuid():N}{extension}", Unfinished);

    /// <summary>Finds what an earlier run has made, and clears what it left half done.</summary>
    public void Open()
    {
        var folder = Directory.CreateDirectory(options.Value.CacheFolder);
        foreach (var file in folder.EnumerateFiles($"*{Extensions[0]}"))
        {
            var hash = Path.GetFileNameWithoutExtension(file.Name);
            if (IsWhole(hash))
                _finished[hash] = true;
        }
        var old = time.GetUtcNow().UtcDateTime - UnfinishedLife;
        foreach (var file in folder.EnumerateFiles($"*{Unfinished}").Where(file => file.LastWriteTimeUtc < old))
            file.Delete();
    }

    /// <summary>Keeps a finished sound also under a name that the dialplan can know. Each file is replaced whole.</summary>
    public void KeepAs(string hash, string name)
    {
        foreach (var extension in Extensions.Append(".txt"))
        {
            var copy = UnfinishedPathOf(name, extension);
            File.Copy(PathOf(hash, extension), copy);
            File.Move(copy, PathOf(name, extension), overwrite: true);
        }
    }

    /// <summary>Gives finished files their names, the text first, and only then lets calls see them.</summary>
    public void Publish(string hash, string text, IReadOnlyDictionary<string, string> unfinished)
    {
        var source = UnfinishedPathOf(hash, ".txt");
        File.WriteAllText(source, text + "\n");
        File.Move(source, PathOf(hash, ".txt"), overwrite: true);
        foreach (var (extension, path) in unfinished)
            File.Move(path, PathOf(hash, extension), overwrite: true);
        _finished[hash] = true;
    }

    private bool IsWhole(string hash) => Extensions.All(extension => new FileInfo(PathOf(hash, extension)) is { Exists: true, Length: > 0 });
}
