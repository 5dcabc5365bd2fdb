using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CallControl.Prompts;

/// <summary>Everything that decides how a sound sounds. Equal content has an equal hash, and the hash is the made file's name.</summary>
/// <param name="Text">Said by the engine, or what the recorded file says.</param>
/// <param name="Language">Of the text.</param>
/// <param name="Voice">Speaks it.</param>
/// <param name="Recording">Played instead of the text when there is one.</param>
internal sealed record PromptContent(string Text, string Language, PromptVoice Voice, RecordedFile? Recording)
{
    /// <summary>Raised when the making changes, so that sounds made the old way are made again.</summary>
    private const int Making = 2;

    public string Hash { get; } = HashOf(string.Create(
        CultureInfo.InvariantCulture, $"{Making}\n{Language}\n{(Recording is null ? $"{Voice.Identity}\n{Text}" : Recording.Hash)}"));

    private static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 16));
}
