using System.ComponentModel.DataAnnotations;

namespace CallControl.Recordings;

/// <summary>Section <c>Recordings</c>.</summary>
internal sealed class RecordingsOptions
{
    public bool Enabled { get; set; } = true;

    /// <summary>Where the MP3s go: <c>yyyy/MM/dd/&lt;call id&gt;.mp3</c>, by the UTC start of the recording.</summary>
    [Required]
    public string Folder { get; set; } = "recordings";

    /// <summary>Asterisk's folder for recordings as Asterisk names it.</summary>
    [Required]
    public string AsteriskFolder { get; set; } = "/var/spool/asterisk/recording";

    /// <summary>The same folder as this process sees it.</summary>
    [Required]
    public string HostFolder { get; set; } = "/var/spool/asterisk/recording";

    /// <summary>Of both sides together, kbit/s.</summary>
    [Range(16, 160)]
    public int Bitrate { get; set; } = 32;

    /// <summary>How often the folder is looked through for recordings nobody has announced.</summary>
    public TimeSpan RescanInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A file without an end that was not written to for this long belongs to an Asterisk that died; it is taken as it is.</summary>
    public TimeSpan AbandonedAfter { get; set; } = TimeSpan.FromMinutes(10);
}
