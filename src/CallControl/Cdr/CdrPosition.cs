namespace CallControl.Cdr;

/// <summary>How far a file has been read.</summary>
/// <param name="Mark">Says which file it was: a hash of its first line, empty while there was none.</param>
/// <param name="Offset">Bytes that are done with; always the end of a line.</param>
internal readonly record struct CdrPosition(string Mark, long Offset)
{
    /// <summary>Before the first line of a file that is not there yet.</summary>
    public static readonly CdrPosition Beginning = new("", 0);
}
