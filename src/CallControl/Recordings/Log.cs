namespace CallControl.Recordings;

internal static partial class Log
{
    [LoggerMessage(3100, LogLevel.Information, "Recording of call {CallId} saved as {Path}, {Duration} long")]
    public static partial void RecordingSaved(this ILogger logger, Guid callId, string path, TimeSpan duration);

    [LoggerMessage(3101, LogLevel.Error, "Recording of call {CallId} not saved, attempt {Attempt}: {Problem}. The originals stay")]
    public static partial void RecordingFailed(this ILogger logger, Guid callId, int attempt, string problem);

    [LoggerMessage(3102, LogLevel.Error, "The recording of call {CallId} found the queue full; it is taken from the folder later")]
    public static partial void RecordingQueueFull(this ILogger logger, Guid callId);

    [LoggerMessage(3103, LogLevel.Error, "Asterisk's recordings in {Folder} can't be listed: {Problem}")]
    public static partial void RecordingFolderUnreadable(this ILogger logger, string folder, string problem);
}
