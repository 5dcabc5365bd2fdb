namespace CallControl.Audio;

/// <summary>What an audio program did.</summary>
/// <param name="Success">It ended by itself with code 0.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Problem">Its standard error, or why it could not run or was ended; empty is possible even for a failure.</param>
internal sealed record ToolResult(bool Success, string Output, string Problem)
{
    public static ToolResult Failed(string problem) => new(false, "", problem);
}
