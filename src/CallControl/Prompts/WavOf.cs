using System.Buffers.Binary;

namespace CallControl.Prompts;

/// <summary>Raw samples as a file that any player takes.</summary>
internal static class WavOf
{
    private const int HeaderLength = 44;

    /// <summary>16-bit samples at 16 kHz, one channel: Asterisk's <c>.sln16</c>.</summary>
    public static byte[] Raw16(ReadOnlySpan<byte> samples)
    {
        const int rate = 16_000;
        const int sampleBytes = 2;
        var wav = new byte[HeaderLength + samples.Length];
        var header = wav.AsSpan(0, HeaderLength);
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], HeaderLength - 8 + samples.Length);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], rate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], rate * sampleBytes);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], sampleBytes);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 8 * sampleBytes);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], samples.Length);
        samples.CopyTo(wav.AsSpan(HeaderLength));
        return wav;
    }
}
