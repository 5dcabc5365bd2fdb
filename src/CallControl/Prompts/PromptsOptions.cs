using System.ComponentModel.DataAnnotations;

namespace CallControl.Prompts;

/// <summary>Section <c>Prompts</c>: what is said, by which voice, and where the made sounds lie.</summary>
internal sealed class PromptsOptions
{
    /// <summary>A folder per language with <c>prompts.yaml</c> and the recorded files; relative to the content root.</summary>
    [Required]
    public string SoundsFolder { get; set; } = "sounds";

    /// <summary>Where this process writes the made files.</summary>
    [Required]
    public string CacheFolder { get; set; } = "/srv/pbx/sounds/callcontrol";

    /// <summary>The same folder as Asterisk sees it.</summary>
    [Required]
    public string AsteriskFolder { get; set; } = "/srv/pbx/sounds/callcontrol";

    /// <summary>Spoken for <c>{site}</c>.</summary>
    [Required]
    public string Site { get; set; } = "example.com";

    [Required]
    public string DefaultLanguage { get; set; } = "ru";

    /// <summary>Voice by language; a language without one is spoken by espeak-ng.</summary>
    public Dictionary<string, PromptVoice> Voices { get; set; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ru"] = new(),
        ["en"] = new(),
    };

    /// <summary>Sounds waiting to be made; more are refused and asked for again when a call wants them.</summary>
    [Range(10, 1_000_000)]
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>A recorded file that is uploaded, bytes.</summary>
    [Range(1024, 1 << 30)]
    public int LargestUpload { get; set; } = 10 << 20;

    /// <summary>Nobody listens to more than this.</summary>
    public TimeSpan LongestUpload { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Files are watched; this look finds what the watching missed.</summary>
    public TimeSpan RescanInterval { get; set; } = TimeSpan.FromSeconds(30);
}
