namespace CallControl.Retention;

/// <summary>Event ids 1900-1999.</summary>
internal static partial class Log
{
    [LoggerMessage(1900, LogLevel.Information, "Retention: {Rows} rows of call_tracking and {Refusals} of pool_refusals from before {Before:u} deleted")]
    public static partial void TrackingDeleted(ILogger logger, long rows, long refusals, DateTime before);

    [LoggerMessage(1901, LogLevel.Information, "Retention: {Count} recordings from before {Before:u} deleted")]
    public static partial void RecordingsDeleted(ILogger logger, long count, DateTime before);

    [LoggerMessage(1902, LogLevel.Warning, "Retention: the recording {Path} could not be deleted: {Problem}")]
    public static partial void RecordingStays(ILogger logger, string path, string problem);

    [LoggerMessage(1904, LogLevel.Warning,
        "Retention:Recordings ({Kept}) is less than Delivery:GiveUpAfter ({GiveUpAfter}): a link that waits to be sent to a CRM or the call analytics may lead to nothing")]
    public static partial void RecordingsGoEarly(ILogger logger, TimeSpan kept, TimeSpan giveUpAfter);

    [LoggerMessage(1903, LogLevel.Error, "Retention failed and is tried again the next night")]
    public static partial void SweepFailed(ILogger logger, Exception failure);
}
