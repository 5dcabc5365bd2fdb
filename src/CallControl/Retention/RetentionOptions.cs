using System.ComponentModel.DataAnnotations;

namespace CallControl.Retention;

/// <summary>Section <c>Retention</c>: what is deleted when it has grown old. Off by default.</summary>
internal sealed class RetentionOptions
{
    /// <summary>
    /// How long it is remembered which visitor was shown, and which caller called, which number (<c>call_tracking</c>). Suggested: 90 days.
    /// A caller whose history is deleted is not recognised when he calls again. Default: null, for ever.
    /// </summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00")]
    public TimeSpan? CallTracking { get; set; }

    /// <summary>How long recordings are kept. Suggested: 90 days. Default: null, for ever.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00")]
    public TimeSpan? Recordings { get; set; }

    /// <summary>When it is done, by UTC. Default: 00:30, 03:30 in Moscow.</summary>
    public TimeOnly At { get; set; } = new(0, 30);

    /// <summary>Rows deleted by one statement, so that a long clean-up never holds up calls. Default: 1,000.</summary>
    [Range(1, 100_000)]
    public int BatchSize { get; set; } = 1000;
}
