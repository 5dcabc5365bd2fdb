using System.Text.Json.Serialization;

namespace CallControl.Crm.Contracts;

/// <summary>
/// Something that happened in a call. Events of one call come in order: ringing (once for each destination), answered, ended, recording ready; any of the first two
/// may be missing; an analysis may follow. Each may come more than once, with the same <see cref="Id"/>.
/// </summary>
/// <param name="Id">Of this event; the key for leaving out what was already done.</param>
/// <param name="Call">The call it is about.</param>
/// <param name="At">When it happened, which can be long before it is told.</param>
/// <param name="Recovered">True when it was found out after a restart: too late for a pop-up, in time for the call record.</param>
/// <remarks>The type names below are stored in the outbox: they may be added to, never changed.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CallRinging), "ringing")]
[JsonDerivedType(typeof(CallAnswered), "answered")]
[JsonDerivedType(typeof(CallEnded), "ended")]
[JsonDerivedType(typeof(RecordingReady), "recording-ready")]
[JsonDerivedType(typeof(CallAnalysed), "analysed")]
public abstract record CrmEvent(Guid Id, CrmCall Call, DateTimeOffset At, bool Recovered);
