using System.ComponentModel.DataAnnotations;

namespace CallControl.ClickToCall;

/// <summary>Calls by a click; an enterprise may have some of it otherwise. Section <c>ClickToCall</c>.</summary>
internal sealed class ClickToCallOptions : IValidatableObject
{
    public const string Section = "ClickToCall";

    /// <summary>Whether anybody may. Default: yes.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long the employee's phone rings. Default: 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:02:00")]
    public TimeSpan EmployeeRingTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the client's phone rings. Default: 45 s.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:05:00")]
    public TimeSpan ClientRingTime { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>How long the talk may last. Default: 2 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TalkTime { get; set; } = TimeSpan.FromHours(2);

    /// <summary>How long the employee's phone waits for the client's name before it rings without. Default: 0.5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan NameBudget { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long a click that came to a process without an Asterisk waits for one that has it. Default: 1 s; 0: not at all.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan HandOverTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A second click of one extension on one number within this time is the first one's. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan DoubleClickTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Calls of one extension at the same time. Default: 2.</summary>
    [Range(1, 100)]
    public int CallsAtOnce { get; set; } = 2;

    /// <summary>Calls of one extension within any minute. Default: 10.</summary>
    [Range(1, 1000)]
    public int CallsPerMinute { get; set; } = 10;

    /// <summary>Prefixes of numbers, E.164, that are dear beside those of the built-in table: only an enterprise's own, longer prefix opens them. Default: none.</summary>
    public string[] PremiumPrefixes { get; set; } = [];

    /// <summary>So many wrong secrets come from one address within a minute before it is not listened to. Default: 10.</summary>
    [Range(1, 100_000)]
    public int WrongSecretsPerMinute { get; set; } = 10;

    /// <summary>A call that no process has begun for so long is given up after a restart. Default: 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan LatestStart { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>What the employee hears while the client's phone rings: a media URI of Asterisk.</summary>
    [Required]
    public string Ringback { get; set; } = "tone:ring;tonezone=ru";

    /// <summary>What the employee hears when the client is busy, refuses or does not answer.</summary>
    [Required]
    public string BusyTone { get; set; } = "tone:busy;tonezone=ru";

    /// <summary>What the employee hears when the client cannot be reached.</summary>
    [Required]
    public string CongestionTone { get; set; } = "tone:congestion;tonezone=ru";

    /// <summary>For how long. Default: 3 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan ToneTime { get; set; } = TimeSpan.FromSeconds(3);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => PremiumPrefixes
        .Where(prefix => Destinations.Prefix(prefix) is null or "")
        .Select(prefix => new ValidationResult($"{Section}:PremiumPrefixes: '{prefix}' must be digits after an optional plus: +7809"));
}
