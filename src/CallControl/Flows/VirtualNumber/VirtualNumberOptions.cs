using System.ComponentModel.DataAnnotations;
using CallControl.Numbers;

namespace CallControl.Flows.VirtualNumber;

/// <summary>How calls to virtual numbers run; a listing may want some of it otherwise. Section <c>VirtualNumber</c>.</summary>
internal sealed class VirtualNumberOptions
{
    public const string Section = "VirtualNumber";

    /// <summary>How long the caller may think after a question before it is asked again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan DigitTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a question is asked again of a caller who presses nothing.</summary>
    [Range(0, 10)]
    public int Repeats { get; set; } = 2;

    /// <summary>One destination after another, or all at once.</summary>
    public RingStrategy Ring { get; set; } = RingStrategy.Sequence;

    /// <summary>How long one destination rings.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:05:00")]
    public TimeSpan RingTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the owner presses 1 before he is connected, so that a voicemail never wins.</summary>
    public bool Accept { get; set; }

    /// <summary>How long the talk may last.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TalkTime { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Whether the caller is told that the talk is recorded.</summary>
    public bool Consent { get; set; }

    /// <summary>What the owner's phone shows: the client's number, or the virtual number.</summary>
    public OwnerSees OwnerSees { get; set; } = OwnerSees.Client;

    /// <summary>Whether a caller whose number says nothing may key in the listing's number.</summary>
    public bool AskCodeWhenUnknown { get; set; }

    /// <summary>How often a caller may key in a listing's number that there is not.</summary>
    [Range(1, 10)]
    public int CodeAttempts { get; set; } = 3;

    /// <summary>How many calls of one caller are served at the same time.</summary>
    [Range(1, 1000)]
    public int CallsPerCaller { get; set; } = 3;

    /// <summary>What the caller hears while the owner's phone rings: a media URI of Asterisk.</summary>
    [Required]
    public string Ringback { get; set; } = "tone:ring;tonezone=ru";

    /// <summary>How long a question to the database may take before the caller hears of technical trouble.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan AttributionBudget { get; set; } = TimeSpan.FromSeconds(3);
}
