using System.ComponentModel.DataAnnotations;

namespace CallControl.Overload;

/// <summary>Section <c>Overload</c>. A node's own limit is <c>Asterisk:Nodes:N:MaxCalls</c>.</summary>
internal sealed class OverloadOptions
{
    /// <summary>At this share of a node's limit, percent, no more numbers are given to visitors: calls in progress come before new ones.</summary>
    [Range(1, 100)]
    public int LeasesUpTo { get; set; } = 80;

    /// <summary>Nor when the journal of calls is so far behind: the database can't keep up.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan JournalBehind { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>When a visitor who got no number should ask again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(30);
}
