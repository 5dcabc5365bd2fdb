using CallControl.TestKit.Processes;

namespace CallControl.TestKit.Asterisk;

/// <summary>The folder with Asterisk and everything it needs, made by scripts/prepare from Debian's packages.</summary>
public sealed class AsteriskRoot
{
    private AsteriskRoot(string path) => Path = path;

    public string Path { get; }

    /// <exception cref="InvalidOperationException">It is not there, or this user can't enter it; the message says what to do.</exception>
    public static AsteriskRoot Locate()
    {
        var path = System.IO.Path.Combine(Repository.Local, "asterisk-22");
        if (!File.Exists(System.IO.Path.Combine(path, "usr", "sbin", "asterisk")))
            throw new InvalidOperationException($"There is no Asterisk in {path}: run scripts/prepare.");
        if (!Environment.IsPrivilegedProcess)
            throw new InvalidOperationException("Asterisk runs in a root folder of its own, which only root may enter: run this as root.");
        return new AsteriskRoot(path);
    }
}
