namespace CallControl.Calls;

/// <summary>How a talk runs, and whose end it is when a side hangs up.</summary>
/// <param name="Record">Whether both sides are recorded.</param>
/// <param name="Longest">How long it may last.</param>
/// <param name="CallerLeft">The reason when <see cref="Call.Caller"/> hangs up.</param>
/// <param name="OtherLeft">The reason when <see cref="Call.Owner"/> does.</param>
internal sealed record TalkPlan(bool Record, TimeSpan Longest, EndReason CallerLeft, EndReason OtherLeft);
