using System.Text.Json.Serialization;

namespace CallControl.Crm.Contracts;

/// <summary>The recording can be fetched; seconds to minutes after <see cref="CallEnded"/>.</summary>
/// <param name="Id">Of this event.</param>
/// <param name="Call">The call.</param>
/// <param name="At">When it became ready.</param>
/// <param name="Recovered">See <see cref="CrmEvent"/>.</param>
/// <param name="Link">Signed and expiring: not for logs. Absolute; relative only in events that were stored while nobody outside could follow it: not to be told.</param>
/// <param name="Duration">Of the sound.</param>
public sealed record RecordingReady(Guid Id, CrmCall Call, DateTimeOffset At, bool Recovered, [property: JsonConverter(typeof(WebLinkJsonConverter))] Uri Link, TimeSpan Duration)
    : CrmEvent(Id, Call, At, Recovered)
{
    /// <summary>Who talked, for whoever is told of recordings alone; null when nobody of the enterprise did. Of a recovered call it may say that somebody did, and not who.</summary>
    public CallParty? By { get; init; }

    /// <summary>Size of the file; null when it is not ours.</summary>
    public long? Bytes { get; init; }
}
