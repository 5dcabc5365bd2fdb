using System.Buffers.Binary;
using CallControl.TestKit.Audio;

namespace CallControl.TestKit.Lab;

/// <summary>The sounds that CallControl has made, found by what they say: each has its text beside it.</summary>
public sealed class PromptSounds(string folder)
{
    private const int SampleRate = 16_000;

    /// <summary>The sound of a text as callers should hear it; null when it has not been made.</summary>
    public WavFile? Find(string text)
        => FileOf(text) is { } file && File.Exists(Path.ChangeExtension(file, ".sln16")) ? ReadRaw(Path.ChangeExtension(file, ".sln16")) : null;

    /// <summary>Takes a sound away from under Asterisk; its text stays.</summary>
    public void Delete(string text)
    {
        var file = FileOf(text) ?? throw new InvalidOperationException($"Not made: {text}");
        foreach (var extension in (string[])[".ulaw", ".alaw", ".sln16"])
            File.Delete(Path.ChangeExtension(file, extension));
    }

    private string? FileOf(string text)
        => Directory.EnumerateFiles(folder, "*.txt").FirstOrDefault(file => File.ReadAllText(file).Trim() == text);

    private static WavFile ReadRaw(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var samples = new short[bytes.Length / 2];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i));
        return new WavFile(SampleRate, samples);
    }
}
