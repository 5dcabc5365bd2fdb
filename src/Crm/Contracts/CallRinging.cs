namespace CallControl.Crm.Contracts;

/// <summary>Phones began to ring.</summary>
/// <param name="Id">Of this event.</param>
/// <param name="Call">The call.</param>
/// <param name="At">When they began.</param>
/// <param name="Recovered">See <see cref="CrmEvent"/>.</param>
/// <param name="Ringing">Incoming: who is called. Outgoing: the employee who calls, whose screen the card belongs on.</param>
public sealed record CallRinging(Guid Id, CrmCall Call, DateTimeOffset At, bool Recovered, IReadOnlyList<CallParty> Ringing)
    : CrmEvent(Id, Call, At, Recovered);
