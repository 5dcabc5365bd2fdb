namespace CallControl.Cdr;

/// <summary>A line of a file.</summary>
/// <param name="Row">Null when the line is no record.</param>
/// <param name="After">Where to go on when it is done with.</param>
internal sealed record CdrEntry(CdrRow? Row, CdrPosition After);
