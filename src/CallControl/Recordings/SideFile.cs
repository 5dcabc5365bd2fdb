using System.Buffers.Binary;

namespace CallControl.Recordings;

/// <summary>One side's WAV as Asterisk writes it: the header's data length stays 0 until the recording ends, and a side may be missing.</summary>
internal static class SideFile
{
    private const int HeaderLength = 44;

    public static bool HasSound(string path) => new FileInfo(path) is { Exists: true, Length: > HeaderLength };

    /// <summary>Finished by Asterisk, or not written to for so long that Asterisk must have died over it.</summary>
    public static bool IsFinished(string path, TimeSpan abandonedAfter, TimeProvider time)
    {
        var file = new FileInfo(path);
        return !file.Exists || DataLength(path) > 0 || time.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > abandonedAfter;
    }

    /// <summary>How long the sound is that the file holds, finished or not; zero without a file.</summary>
    public static TimeSpan DurationOf(string path)
        => HasSound(path) && HeaderField(path, 28) is > 0 and var bytesPerSecond
            ? TimeSpan.FromSeconds((new FileInfo(path).Length - HeaderLength) / (double)bytesPerSecond)
            : TimeSpan.Zero;

    private static int DataLength(string path) => HeaderField(path, 40);

    private static int HeaderField(string path, int offset)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength ? 0 : BinaryPrimitives.ReadInt32LittleEndian(header[offset..]);
    }
}
