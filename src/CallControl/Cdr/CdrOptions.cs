using System.ComponentModel.DataAnnotations;

namespace CallControl.Cdr;

/// <summary>Section <c>Cdr</c>: finding calls in Asterisk's call records that this program did not see. Which file, each node says (<c>CdrFile</c>).</summary>
internal sealed class CdrOptions
{
    /// <summary>How often the files are looked at. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A record is read only when its call ended so long ago: until then our own journal may still write that we know it. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Settle { get; set; } = TimeSpan.FromSeconds(30);
}
