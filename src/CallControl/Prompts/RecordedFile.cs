using System.Security.Cryptography;

namespace CallControl.Prompts;

/// <summary>A recorded file that stands for a prompt's text. The write time and the length tell cheaply whether it has changed.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Hash">Of its content.</param>
/// <param name="WrittenAt">Last write, UTC.</param>
/// <param name="Length">In bytes.</param>
internal sealed record RecordedFile(string Path, string Hash, DateTime WrittenAt, long Length)
{
    public static RecordedFile Read(FileInfo file)
    {
        using var stream = file.OpenRead();
        return new RecordedFile(file.FullName, Convert.ToHexStringLower(SHA256.HashData(stream)), file.LastWriteTimeUtc, file.Length);
    }

    public bool IsSameAs(FileInfo file) => file.LastWriteTimeUtc == WrittenAt && file.Length == Length;
}
