using System.ComponentModel.DataAnnotations;

namespace CallControl.Delivery;

/// <summary>Section <c>Delivery</c>: telling CRMs what happens in calls.</summary>
internal sealed class DeliveryOptions : IValidatableObject
{
    // Who is given a link fetches the recording some time after he took it.
    private static readonly TimeSpan LeastAfterQueue = TimeSpan.FromDays(1);

    /// <summary>Whether this replica tells CRMs; what happens is written down in any case. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many events of one account this replica tells at a time. Default: 8.</summary>
    [Range(1, 256)]
    public int ParallelEvents { get; set; } = 8;

    /// <summary>How long one event may take, waiting for the vendor's limits included. Default: 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan EventTime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>After this time beyond <see cref="EventTime"/> the events of a worker that is gone are taken by others. Default: 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan LeaseMargin { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A pop-up that comes later than this is none. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan PopUpTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The first wait after a failure; it doubles with each. Default: 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>No wait is longer, unless the vendor asks for it. Default: 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>What could not be told in this time, counted from the event, is set aside (dead). Default: 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>An event that our own fault keeps from being told is set aside after so many attempts. Default: 5.</summary>
    [Range(1, 100)]
    public int AttemptsAfterFault { get; set; } = 5;

    /// <summary>So many failures in a row, and an account is left alone for a while. Default: 5.</summary>
    [Range(1, 1000)]
    public int FailuresToBreak { get; set; } = 5;

    /// <summary>How long it is left alone first; it doubles while a single try fails. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan FirstBreak { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>And at most. Default: 2 minutes; accounts whose key is refused ten times as long.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan LongestBreak { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often the outbox is looked at although nobody said that something came. Default: 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long links to recordings in CRMs are good for; at least a day longer than <see cref="GiveUpAfter"/>, since they wait in the outbox. Default: 365 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan RecordingLinkLifetime { get; set; } = TimeSpan.FromDays(365);

    /// <summary>How long told events and notes about calls are kept, so that nothing is told twice. Default: 14 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "365.00:00:00")]
    public TimeSpan KeepDelivered { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How long <c>integration_logs</c> are kept. Default: 30 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan KeepLogs { get; set; } = TimeSpan.FromDays(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RecordingLinkLifetime < GiveUpAfter + LeastAfterQueue)
        {
            yield return new ValidationResult(
                $"Delivery:RecordingLinkLifetime ({RecordingLinkLifetime}) must be at least a day longer than GiveUpAfter ({GiveUpAfter}): links wait in the outbox", [nameof(RecordingLinkLifetime)]);
        }
    }
}
