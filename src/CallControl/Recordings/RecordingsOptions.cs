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

    /// <summary>Signs links to recordings. Without one a random key is made once and kept beside the recordings, so that links outlive a restart.</summary>
    [MinLength(16, ErrorMessage = "Recordings:LinkKey must be at least 16 characters long.")]
    public string? LinkKey { get; set; }

    /// <summary>Conversions tried before a recording is put aside into <c>failed</c> in <see cref="HostFolder"/>; 12 take about a quarter of an hour.</summary>
    [Range(1, 1000)]
    public int Attempts { get; set; } = 12;

    /// <summary>All finished recordings together, bytes; when they are more, calls go on without being recorded. Null: no limit.</summary>
    [Range(1, long.MaxValue)]
    public long? LargestTotal { get; set; }

    /// <summary>Left free on the disks of both folders, bytes; when less is free, calls go on without being recorded.</summary>
    [Range(0, long.MaxValue)]
    public long SmallestFree { get; set; } = 512L << 20;

    /// <summary>How often the room for recordings is measured.</summary>
    public TimeSpan SpaceInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the folder is looked through for recordings nobody has announced.</summary>
    public TimeSpan RescanInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A file without an end that was not written to for this long belongs to an Asterisk that died; it is taken as it is.</summary>
    public TimeSpan AbandonedAfter { get; set; } = TimeSpan.FromMinutes(10);
}
