namespace CallControl.Crm.Contracts;

/// <summary>The two sides talk.</summary>
/// <param name="Id">Of this event.</param>
/// <param name="Call">The call.</param>
/// <param name="At">When they were connected.</param>
/// <param name="Recovered">See <see cref="CrmEvent"/>.</param>
/// <param name="By">The enterprise's side.</param>
public sealed record CallAnswered(Guid Id, CrmCall Call, DateTimeOffset At, bool Recovered, CallParty By)
    : CrmEvent(Id, Call, At, Recovered);
