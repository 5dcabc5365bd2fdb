using System.ComponentModel.DataAnnotations;

namespace CallControl.ExternalPbx;

/// <summary>Section <c>RouteCall</c>: another PBX asks where a call goes.</summary>
internal sealed class RouteCallOptions
{
    /// <summary>
    /// What the PBX shows, in the header <c>X-Route-Token</c> or as <c>?token=</c> in the address. The answer holds owners' numbers, so without
    /// a token nothing is answered. Default: none.
    /// </summary>
    [MinLength(16)]
    public string? Token { get; set; }

    /// <summary>Answers anybody, without a token: for a PBX on a network where nobody else is. Default: false.</summary>
    public bool Open { get; set; }

    /// <summary>The same caller and number asked for again within this time is the same call: a PBX repeats a question it got no answer to. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan RepeatTime { get; set; } = TimeSpan.FromSeconds(10);
}
