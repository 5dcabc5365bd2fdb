using System.ComponentModel.DataAnnotations;

namespace CallControl.DigitalRop;

/// <summary>Section <c>DigitalRop</c>: the call analytics, apart from the enterprises' own settings.</summary>
internal sealed class DigitalRopOptions
{
    /// <summary>How long a table's result may come by itself before it is asked for; the wait doubles with each question. Default: 3 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan FirstPoll { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>No wait between two questions is longer. Default: 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan LongestPoll { get; set; } = TimeSpan.FromHours(1);

    /// <summary>A result that did not come in this time is not asked for any more. Default: 2 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan GiveUpPolling { get; set; } = TimeSpan.FromDays(2);

    /// <summary>How often it is looked for results to ask for, and for calls that results came before. Default: 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long it is looked for the call of a result that came before it; later the result stays unknown. Default: 7 days, as long as the outbox tries to send a call.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan JoinWithin { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often managers and offices are compared although nobody changed an enterprise. Default: once a day.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "7.00:00:00")]
    public TimeSpan StaffEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The first wait after managers and offices could not be sent; it doubles, up to an hour. Default: 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan StaffRetry { get; set; } = TimeSpan.FromMinutes(1);
}
