using CallControl.TestKit.Processes;

namespace CallControl.TestKit.Lab;

/// <summary>
/// Finished prompts kept from one lab to the next, so that only the first speaks them. Their names are hashes of everything they depend
/// on, so what is there is right.
/// </summary>
internal static class PromptStore
{
    private static readonly string[] Extensions = [".txt", ".alaw", ".sln16", ".ulaw"];

    private static string Folder => Path.Combine(Repository.Local, "prompts");

    /// <summary>Puts what is kept into a lab's folder, before CallControl starts.</summary>
    public static void FillIn(string cache)
    {
        Directory.CreateDirectory(cache);
        foreach (var file in Finished(Directory.CreateDirectory(Folder).FullName))
            File.Copy(file, Path.Combine(cache, Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>Keeps what a lab has made.</summary>
    public static void Keep(string cache)
    {
        foreach (var file in Directory.Exists(cache) ? Finished(cache) : [])
        {
            var kept = Path.Combine(Folder, Path.GetFileName(file));
            if (File.Exists(kept))
                continue;
            // Another lab may keep the same one at this moment.
            var unfinished = $"{kept}.{Guid.NewGuid():N}.part";
            File.Copy(file, unfinished);
            File.Move(unfinished, kept, overwrite: true);
        }
    }

    /// <summary>The files of the prompts that have all of theirs.</summary>
    private static IEnumerable<string> Finished(string folder)
        => Directory.EnumerateFiles(folder, "*.ulaw")
            .Select(file => Extensions.Select(extension => Path.ChangeExtension(file, extension)).ToArray())
            .Where(files => files.All(File.Exists))
            .SelectMany(files => files);
}
