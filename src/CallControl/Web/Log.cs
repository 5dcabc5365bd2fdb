namespace CallControl.Web;

/// <summary>Event ids 1300-1399.</summary>
internal static partial class Log
{
    [LoggerMessage(1300, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string method, string path);

    [LoggerMessage(1301, LogLevel.Warning, "{Path} answered 503, the database is away: {Reason}")]
    public static partial void DatabaseAway(ILogger logger, string path, string reason);
}
