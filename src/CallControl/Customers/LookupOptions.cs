using System.ComponentModel.DataAnnotations;

namespace CallControl.Customers;

/// <summary>Section <c>Customers</c>: asking CRMs who calls.</summary>
internal sealed class LookupOptions
{
    /// <summary>How long one who asks waits; the question goes on and its answer is there for the next. Default: 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan Budget { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a CRM has to answer. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:02:00")]
    public TimeSpan LongestQuestion { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a found customer is remembered. Default: 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan KeepFound { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long it is remembered that nobody knows a phone; each time a little different, from this to twice this. Default: 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan KeepUnknown { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>So many answers are remembered at most. Default: 50,000.</summary>
    [Range(1, 10_000_000)]
    public int MostRemembered { get; set; } = 50_000;
}
