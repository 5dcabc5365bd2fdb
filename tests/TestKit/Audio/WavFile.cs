using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CallControl.TestKit.Audio;

/// <summary>16-bit mono PCM, as Asterisk's <c>wav</c> (8 kHz) and <c>wav16</c> formats.</summary>
public sealed class WavFile(int sampleRate, short[] samples)
{
    private const int HeaderLength = 44;

    public int SampleRate { get; } = sampleRate;

    public short[] Samples { get; } = samples;

    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / SampleRate);

    /// <summary>Reads a file, also one that is still being written.</summary>
    public static WavFile Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return Parse(bytes.ToArray());
    }

    /// <exception cref="InvalidDataException">It is not 16-bit mono PCM.</exception>
    public static WavFile Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 12 || !bytes[..4].SequenceEqual("RIFF"u8) || !bytes[8..12].SequenceEqual("WAVE"u8))
            throw new InvalidDataException("Not a WAV file.");

        var rate = 0;
        for (var at = 12; at + 8 <= bytes.Length;)
        {
            var id = bytes.Slice(at, 4);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
            var body = bytes[(at + 8)..];
            if (id.SequenceEqual("fmt "u8))
                rate = ReadFormat(body);
            if (id.SequenceEqual("data"u8))
                return new WavFile(rate, ReadSamples(body, length));
            at += 8 + (int)Math.Min(length + length % 2, (uint)body.Length);
        }

        throw new InvalidDataException("The WAV file has no data chunk.");
    }

    public void Write(string path)
    {
        var bytes = new byte[HeaderLength + Samples.Length * 2];
        var span = bytes.AsSpan();
        "RIFF"u8.CopyTo(span);
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(span[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(span[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(span[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(span[24..], SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(span[28..], SampleRate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(span[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(span[34..], 16);
        "data"u8.CopyTo(span[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[40..], Samples.Length * 2);
        MemoryMarshal.AsBytes(Samples.AsSpan()).CopyTo(span[HeaderLength..]);
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>The part between two times, as far as it is there.</summary>
    public WavFile Slice(TimeSpan from, TimeSpan length)
    {
        var first = Math.Clamp(SampleAt(from), 0, Samples.Length);
        var last = Math.Clamp(SampleAt(from + length), first, Samples.Length);
        return new WavFile(SampleRate, Samples[first..last]);
    }

    internal int SampleAt(TimeSpan time) => (int)Math.Min(int.MaxValue, Math.Round(time.TotalSeconds * SampleRate));

    internal TimeSpan TimeAt(int sample) => TimeSpan.FromSeconds((double)sample / SampleRate);

    private static int ReadFormat(ReadOnlySpan<byte> body)
    {
        var (format, channels, bits) = (
            BinaryPrimitives.ReadInt16LittleEndian(body), BinaryPrimitives.ReadInt16LittleEndian(body[2..]), BinaryPrimitives.ReadInt16LittleEndian(body[14..]));
        if (format != 1 || channels != 1 || bits != 16)
            throw new InvalidDataException($"The WAV file is format {format} with {channels} channels of {bits} bits, not 16-bit mono PCM.");
        return BinaryPrimitives.ReadInt32LittleEndian(body[4..]);
    }

    // Asterisk writes the length when it closes the file: until then it is 0, and too small or too big after a crash.
    private static short[] ReadSamples(ReadOnlySpan<byte> body, uint length)
    {
        var bytes = length == 0 || length > body.Length ? body : body[..(int)length];
        return MemoryMarshal.Cast<byte, short>(bytes[..(bytes.Length / 2 * 2)]).ToArray();
    }
}
