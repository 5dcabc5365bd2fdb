namespace CallControl.Enterprises;

/// <summary>The folder that keys are kept in: <c>Enterprises:KeysFolder</c>.</summary>
internal static class KeysFolder
{
    /// <summary>Makes it where it is missing, and tries it out: data protection itself would only say, much later, that something could not be encrypted.</summary>
    /// <exception cref="StartupException">Nothing can be written there.</exception>
    public static DirectoryInfo Open(string folder)
    {
        try
        {
            var opened = Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $"{Guid.NewGuid():N}.probe");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return opened;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new StartupException($"Keys can't be kept in {folder} (Enterprises:KeysFolder): {e.Message}", e);
        }
    }
}
