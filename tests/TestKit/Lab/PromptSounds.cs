using System.Buffers.Binary;
using CallControl.TestKit.Audio;

namespace CallControl.TestKit.Lab;

/// <summary>The sounds that CallControl has made, found by what they say: each has its text beside it.</summary>
public sealed class PromptSounds(string folder)
{
    private const int SampleRate = 16_000;

    /// <summary>The sound of a text as callers should hear it; null when it has not been made.</summary>
    public WavFile? Find(string text)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.txt"))
        {
            if (File.ReadAllText(file).Trim() == text.Trim())
                return ReadRaw(Path.ChangeExtension(file, ".sln16"));
        }

        return null;
    }

    private static WavFile ReadRaw(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var samples = new short[bytes.Length / 2];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i));
        return new WavFile(SampleRate, samples);
    }
}
