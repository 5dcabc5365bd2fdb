namespace CallControl.Prompts;

internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "{Count} prompts in force, {Recorded} of them recorded")]
    public static partial void PromptsInForce(this ILogger logger, int count, int recorded);

    [LoggerMessage(3001, LogLevel.Error, "{Path} line {Line}: {Problem}. The earlier texts stay in force")]
    public static partial void PromptFileRefused(this ILogger logger, string path, long line, string problem);

    [LoggerMessage(3002, LogLevel.Error, "{Path} can't be used: {Problem}. The text stays in force")]
    public static partial void RecordedFileRefused(this ILogger logger, string path, string problem);

    [LoggerMessage(3003, LogLevel.Error, "The sounds folder {Path} does not exist")]
    public static partial void SoundsFolderMissing(this ILogger logger, string path);

    [LoggerMessage(3004, LogLevel.Error, "{Programs} not installed: no new sounds are made, calls go on with those that exist")]
    public static partial void PromptToolMissing(this ILogger logger, string programs);

    [LoggerMessage(3006, LogLevel.Warning, "{Voices} not installed: espeak-ng speaks instead")]
    public static partial void PromptVoiceMissing(this ILogger logger, string voices);

    [LoggerMessage(3005, LogLevel.Error, "Reloading the prompts failed; those in force stay")]
    public static partial void PromptReloadFailed(this ILogger logger, Exception exception);

    [LoggerMessage(3010, LogLevel.Information, "Made sound {Hash}: {Length} characters by {Source}")]
    public static partial void PromptMade(this ILogger logger, string hash, int length, string source);

    [LoggerMessage(3011, LogLevel.Error, "Sound of {Prompt} ({Hash}) not made, attempt {Attempt}: {Problem}")]
    public static partial void PromptNotMade(this ILogger logger, string prompt, string hash, int attempt, string problem);

    [LoggerMessage(3012, LogLevel.Error, "{Count} sounds wait to be made already; this one is left out")]
    public static partial void PromptQueueFull(this ILogger logger, int count);

    [LoggerMessage(3013, LogLevel.Error, "There is no prompt {Prompt}, neither in {Language} nor in the default language")]
    public static partial void PromptUnknown(this ILogger logger, string prompt, string language);
}
