namespace CallControl.Calls;

/// <summary>One thing that happened in a call, a row of <c>call_events</c>.</summary>
/// <param name="CallId">The call.</param>
/// <param name="At">When.</param>
/// <param name="Kind"><c>stage</c>, <c>prompt</c>, <c>digit</c>, <c>dial</c>, <c>leg_ended</c>, <c>recording</c>, <c>end</c>.</param>
/// <param name="Subject">The stage entered, the prompt's name, the digit, the leg …</param>
/// <param name="Detail">Why, or the prompt's text, or the cause.</param>
internal sealed record CallEvent(Guid CallId, DateTimeOffset At, string Kind, string Subject, string? Detail);
