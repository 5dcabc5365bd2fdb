namespace CallControl.Prompts;

/// <summary>A prompts file that can't be taken; the earlier texts stay in force.</summary>
internal sealed class PromptFileException(long line, string message) : Exception(message)
{
    public long Line { get; } = line;
}
