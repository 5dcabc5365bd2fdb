using System.ComponentModel.DataAnnotations;

namespace CallControl.Flows.VirtualNumber;

/// <summary>How calls to virtual numbers run. Section <c>VirtualNumber</c>.</summary>
internal sealed class VirtualNumberOptions
{
    public const string Section = "VirtualNumber";

    /// <summary>How long the caller may think after the greeting before it is said again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan DigitTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the greeting is said again to a caller who presses nothing.</summary>
    [Range(0, 10)]
    public int Repeats { get; set; } = 2;

    /// <summary>How long one destination rings before the next is tried.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:05:00")]
    public TimeSpan RingTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What the owner's phone shows: the client's number, or the virtual number.</summary>
    public OwnerSees OwnerSees { get; set; } = OwnerSees.Client;

    /// <summary>What the caller hears while the owner's phone rings: a media URI of Asterisk.</summary>
    [Required]
    public string Ringback { get; set; } = "tone:ring;tonezone=ru";

    /// <summary>How long the question whom a number stands for may take before the caller hears of technical trouble.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan AttributionBudget { get; set; } = TimeSpan.FromSeconds(3);
}
