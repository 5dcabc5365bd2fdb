using System.Buffers.Binary;

namespace CallControl.Prompts;

/// <summary>The kinds of recorded files that are taken, told by what is in them and not by their names.</summary>
internal static class SoundFormat
{
    private const int Needed = 12;

    public static IReadOnlyList<string> Extensions { get; } = [".wav", ".mp3", ".ogg"];

    /// <summary>A WAV says how long it is, so half a copy shows. A length of all ones is a recorder's that did not know it.</summary>
    public static bool IsCutShort(string path)
    {
        Span<byte> begin = stackalloc byte[Needed];
        using var file = File.OpenRead(path);
        if (file.ReadAtLeast(begin, Needed, throwOnEndOfStream: false) < Needed || !begin.StartsWith("RIFF"u8))
            return false;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(begin[4..]);
        return length != uint.MaxValue && length + 8L > file.Length + 1;
    }

    /// <returns>Null for anything else.</returns>
    public static string? ExtensionOf(string path)
    {
        Span<byte> begin = stackalloc byte[Needed];
        using var file = File.OpenRead(path);
        if (file.ReadAtLeast(begin, Needed, throwOnEndOfStream: false) < Needed)
            return null;
        if (begin.StartsWith("RIFF"u8) && begin[8..].StartsWith("WAVE"u8))
            return ".wav";
        if (begin.StartsWith("OggS"u8))
            return ".ogg";
        // A tag before the sound, or the first frame's eleven set bits.
        return begin.StartsWith("ID3"u8) || (begin[0] == 0xff && (begin[1] & 0xe0) == 0xe0) ? ".mp3" : null;
    }
}
