using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CallControl.Recordings;

/// <summary>The secret behind links: from the configuration, or made once and kept in a file that only we may read.</summary>
internal sealed class RecordingLinkKey(IOptions<RecordingsOptions> options, ILogger<RecordingLinkKey> logger)
{
    private const int Length = 32;

    private byte[]? _key;

    public string Path => System.IO.Path.Combine(options.Value.Folder, ".link-key");

    public byte[] Value => _key ??= options.Value.LinkKey is { } configured ? Encoding.UTF8.GetBytes(configured) : Read() ?? Make();

    private byte[]? Read()
    {
        if (!File.Exists(Path))
            return null;
        var key = File.ReadAllBytes(Path);
        return key.Length == Length ? key : throw new IOException($"{Path} is broken: remove it (older links then end), or set Recordings:LinkKey");
    }

    /// <summary>Written whole under another name first; of two processes that do so at once the first wins, and both use its key.</summary>
    private byte[] Make()
    {
        Directory.CreateDirectory(options.Value.Folder);
        var unfinished = $"{Path}-{Guid.NewGuid():N}";
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var file = new FileStream(unfinished, create))
                file.Write(RandomNumberGenerator.GetBytes(Length));
            File.Move(unfinished, Path, overwrite: false);
            logger.RecordingLinkKeyMade(Path);
        }
        catch (IOException) when (File.Exists(Path))
        {
            // The other process was first.
        }
        finally
        {
            File.Delete(unfinished);
        }
        return Read() ?? throw new IOException($"{Path} has gone");
    }
}
