namespace CallControl.TestKit.Asterisk;

/// <summary>
/// The folder of one instance, /srv/NAME in the root. A lock file held while we live says whose it is: a folder whose lock is free was
/// left by a dead process and is reused.
/// </summary>
internal sealed class InstanceFolder : IDisposable
{
    private const int MostAtOnce = 100;
    private readonly FileStream _lock;

    private InstanceFolder(string root, string name, FileStream held)
    {
        Root = root;
        Name = name;
        _lock = held;
    }

    public string Root { get; }

    public string Name { get; }

    /// <summary>As this process sees it.</summary>
    public string HostPath => Path.Combine(Root, "srv", Name);

    /// <summary>As Asterisk sees it.</summary>
    public string AsteriskPath => $"/srv/{Name}";

    public static InstanceFolder Claim(string root, string name)
    {
        Directory.CreateDirectory(Path.Combine(root, "srv"));
        for (var number = 1; number <= MostAtOnce; number++)
        {
            var candidate = number == 1 ? name : $"{name}-{number}";
            if (TryLock(Path.Combine(root, "srv", $".{candidate}.lock")) is not { } held)
                continue;
            var folder = new InstanceFolder(root, candidate, held);
            if (!folder.HasLivingAsterisk())
            {
                folder.Clear();
                return folder;
            }

            held.Dispose();
        }

        throw new InvalidOperationException($"More than {MostAtOnce} instances named {name} run in {root}.");
    }

    /// <summary>Removes the folder and lets go of its name.</summary>
    public void Dispose()
    {
        if (Directory.Exists(HostPath))
            Directory.Delete(HostPath, recursive: true);
        _lock.Dispose();
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void Clear()
    {
        if (Directory.Exists(HostPath))
            Directory.Delete(HostPath, recursive: true);
        foreach (var part in (string[])["etc/local", "var/keys", "spool/recording", "spool/monitor", "run", "log/cdr-custom", "sounds"])
            Directory.CreateDirectory(Path.Combine(HostPath, part));
    }

    // The kernel kills an Asterisk together with its owner; should one have survived, its folder is not touched.
    private bool HasLivingAsterisk()
    {
        var pidFile = Path.Combine(HostPath, "run", "asterisk.pid");
        if (!File.Exists(pidFile) || !int.TryParse(File.ReadAllText(pidFile), out var pid))
            return false;
        var commandLine = $"/proc/{pid}/cmdline";
        return File.Exists(commandLine) && File.ReadAllText(commandLine).StartsWith("asterisk\0", StringComparison.Ordinal);
    }
}
