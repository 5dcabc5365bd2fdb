using System.ComponentModel.DataAnnotations;

namespace CallControl.Prompts;

/// <summary>One espeak-ng voice.</summary>
internal sealed class PromptVoice
{
    /// <summary>As <c>espeak-ng --voices</c> lists it.</summary>
    [Required]
    public string Voice { get; set; } = "";

    /// <summary>Words per minute; a telephone wants slower speech than a screen reader.</summary>
    [Range(80, 450)]
    public int Speed { get; set; } = 150;
}
