using System.Security.Cryptography;
using System.Text;

namespace CallControl.Cdr;

/// <summary>
/// A file of call records that Asterisk appends to, and that is put aside now and then. Which file a position belongs to is told by the file's first line, so both ways of
/// <c>logrotate</c> are understood, a new file and <c>copytruncate</c>: what was not read yet is read from the one that was put aside, <c>NAME.1</c>.
/// </summary>
internal sealed class CdrFile(string path)
{
    private const int PartSize = 256 * 1024;
    private const int LongestFirstLine = 4096;

    public string Path => path;

    private string PutAside => $"{path}.1";

    /// <summary>The end of what is there now.</summary>
    public CdrPosition FindEnd()
    {
        using var file = Open(path);
        if (file is null || MarkOf(file) is not { } mark)
            return CdrPosition.Beginning;
        file.Position = 0;
        long end = 0;
        for (var part = ReadPart(file); part.Length > 0; part = ReadPart(file))
        {
            end += part.Length;
            file.Position = end;
        }

        return new CdrPosition(mark, end);
    }

    /// <summary>The next whole lines; none when there is nothing new.</summary>
    /// <param name="from">Where to go on.</param>
    /// <param name="isLost">True when the file that the position belongs to is not to be found, so that some lines may never be read.</param>
    public IReadOnlyList<CdrEntry> Read(CdrPosition from, out bool isLost)
    {
        isLost = false;
        using var file = Open(path);
        var mark = file is null ? null : MarkOf(file);
        if (from.Mark.Length == 0 || from.Mark == mark && file!.Length >= from.Offset)
            return mark is null ? [] : ReadFrom(file!, mark, from.Offset);

        // Another file has this name now, or none yet.
        using var aside = Open(PutAside);
        var isAside = aside is not null && MarkOf(aside) == from.Mark;
        if (isAside && ReadFrom(aside!, from.Mark, from.Offset) is { Count: > 0 } rest)
            return rest;
        if (mark is null)
            return [];
        isLost = !isAside;
        return ReadFrom(file!, mark, 0);
    }

    private static List<CdrEntry> ReadFrom(FileStream file, string mark, long offset)
    {
        file.Position = offset;
        var part = ReadPart(file);
        List<CdrEntry> entries = [];
        for (var begin = 0; begin < part.Length;)
        {
            var length = part.AsSpan(begin).IndexOf((byte)'\n');
            length = length < 0 ? part.Length - begin : length + 1;
            var line = Encoding.UTF8.GetString(part, begin, length).TrimEnd('\r', '\n');
            begin += length;
            entries.Add(new CdrEntry(CdrRow.TryParse(line), new CdrPosition(mark, offset + begin)));
        }

        return entries;
    }

    /// <summary>Whole lines, from where the file stands. What is longer than a part and has no end of line is none of ours, and is passed over.</summary>
    private static byte[] ReadPart(FileStream file)
    {
        var buffer = new byte[PartSize];
        var read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var end = buffer.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
        return end == 0 && read == PartSize ? buffer : buffer[..end];
    }

    /// <summary>Null while the first line is not whole.</summary>
    private static string? MarkOf(FileStream file)
    {
        file.Position = 0;
        var buffer = new byte[LongestFirstLine];
        var read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var end = buffer.AsSpan(0, read).IndexOf((byte)'\n');
        if (end < 0 && read < LongestFirstLine)
            return null;
        return Convert.ToHexString(SHA256.HashData(buffer.AsSpan(0, end < 0 ? read : end)).AsSpan(0, 16));
    }

    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Asterisk makes it with the first call.
            return null;
        }
    }
}
