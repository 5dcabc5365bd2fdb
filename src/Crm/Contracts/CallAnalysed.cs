namespace CallControl.Crm.Contracts;

/// <summary>An analysis of the call has come to a result, which is to stand with the call in the CRM as a comment.</summary>
/// <param name="Id">Of this event.</param>
/// <param name="Call">The call.</param>
/// <param name="At">When the result came, which may be days after the call.</param>
/// <param name="Recovered">See <see cref="CrmEvent"/>.</param>
/// <param name="Text">For people: title, score, what failed; short.</param>
public sealed record CallAnalysed(Guid Id, CrmCall Call, DateTimeOffset At, bool Recovered, string Text)
    : CrmEvent(Id, Call, At, Recovered);
