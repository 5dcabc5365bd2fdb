using System.Text.Json.Serialization;

namespace CallControl.Crm.Contracts;

/// <summary>The call is over. It carries all that a call record needs, so that an adapter need not remember the earlier events.</summary>
/// <param name="Id">Of this event.</param>
/// <param name="Call">The call.</param>
/// <param name="At">When it ended.</param>
/// <param name="Recovered">See <see cref="CrmEvent"/>.</param>
/// <param name="Result">How.</param>
/// <param name="By">Who talked, or who was rung last; null when nobody of the enterprise was reached.</param>
/// <param name="Waited">From the start to the answer, or to the end of an unanswered call.</param>
/// <param name="Talked">Zero for an unanswered call.</param>
public sealed record CallEnded(
    Guid Id, CrmCall Call, DateTimeOffset At, bool Recovered, CallResult Result, CallParty? By, TimeSpan Waited, TimeSpan Talked)
    : CrmEvent(Id, Call, At, Recovered)
{
    /// <summary>
    /// Where the recording will be (it may take minutes), for vendors that can't add a link to a record that is there. Signed and expiring: not for logs.
    /// Null when nothing was recorded or nobody knows yet; <see cref="RecordingReady"/> tells it in any case.
    /// </summary>
    [JsonConverter(typeof(WebLinkJsonConverter))]
    public Uri? Recording { get; init; }
}
