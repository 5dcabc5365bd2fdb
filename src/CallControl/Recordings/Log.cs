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

    [LoggerMessage(3104, LogLevel.Error, "Recording of call {CallId} can't be converted after {Attempts} attempts and is put aside in {Folder}: {Problem}")]
    public static partial void RecordingGivenUp(this ILogger logger, Guid callId, int attempts, string folder, string problem);

    [LoggerMessage(3110, LogLevel.Warning, "Room for recordings runs out: {Reason}")]
    public static partial void RecordingRoomScarce(this ILogger logger, string reason);

    [LoggerMessage(3111, LogLevel.Error, "Calls are not recorded any more: {Reason}")]
    public static partial void RecordingRoomFull(this ILogger logger, string reason);

    [LoggerMessage(3112, LogLevel.Information, "There is room for recordings again")]
    public static partial void RecordingRoomEnough(this ILogger logger);

    [LoggerMessage(3113, LogLevel.Error, "The room for recordings can't be measured: {Problem}")]
    public static partial void RecordingRoomUnknown(this ILogger logger, string problem);

    [LoggerMessage(3120, LogLevel.Information, "Links to recordings are signed with the key in {Path}")]
    public static partial void RecordingLinkKeyMade(this ILogger logger, string path);

    [LoggerMessage(3121, LogLevel.Error, "The recording of call {CallId} is not served: {Path} is not in the recordings folder or is gone")]
    public static partial void RecordingNotThere(this ILogger logger, Guid callId, string path);
}
