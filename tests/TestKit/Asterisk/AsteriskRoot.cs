using CallControl.TestKit.Processes;

namespace CallControl.TestKit.Asterisk;

/// <summary>The folder with Asterisk and everything it needs, made by scripts/prepare from Debian's packages.</summary>
public sealed class AsteriskRoot
{
    /// <summary>What nearly everything runs on.</summary>
    public const string Current = "asterisk-22";

    /// <summary>The oldest that is tested; made by <c>scripts/prepare asterisk-16</c>.</summary>
    public const string Oldest = "asterisk-16";

    private AsteriskRoot(string path) => Path = path;

    public string Path { get; }

    /// <exception cref="InvalidOperationException">It is not there, or this user can't enter it; the message says what to do.</exception>
    /// <param name="name">Which of them.</param>
    public static AsteriskRoot Locate(string name = Current)
    {
        var path = System.IO.Path.Combine(Repository.Local, name);
        if (!IsThere(name))
            throw new InvalidOperationException($"There is no Asterisk in {path}: run scripts/prepare.");
        if (!Environment.IsPrivilegedProcess)
            throw new InvalidOperationException("Asterisk runs in a root folder of its own, which only root may enter: run this as root.");
        return new AsteriskRoot(path);
    }

    /// <summary>Why a root is not there, in one line; null when it is.</summary>
    public static string? WhyMissing(string name)
    {
        if (IsThere(name))
            return null;
        // Left by scripts/prepare when it could not make it.
        var reason = System.IO.Path.Combine(Repository.Local, $"{name}.missing");
        return File.Exists(reason) ? File.ReadAllText(reason).Trim() : $"scripts/prepare {name} was not run";
    }

    private static bool IsThere(string name) => File.Exists(System.IO.Path.Combine(Repository.Local, name, "usr", "sbin", "asterisk"));
}
