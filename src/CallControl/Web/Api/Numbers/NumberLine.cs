namespace CallControl.Web.Api.Numbers;

/// <summary>What came of one line.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Text">As it was sent.</param>
/// <param name="Number">E.164; null when the text is no number.</param>
/// <param name="Result"><c>added</c>, <c>exists</c>, <c>repeated</c> (a line before has it), <c>wrong</c> (no phone number).</param>
internal sealed record NumberLine(int Line, string Text, string? Number, string Result);
