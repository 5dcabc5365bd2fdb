using System.Net;

namespace CallControl.Web;

/// <summary>Event ids 1300-1399.</summary>
internal static partial class Log
{
    [LoggerMessage(1300, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string method, string path);

    [LoggerMessage(1301, LogLevel.Warning, "{Path} answered 503, the database is away: {Reason}")]
    public static partial void DatabaseAway(ILogger logger, string path, string reason);

    [LoggerMessage(1302, LogLevel.Warning, "{Path}: a wrong API key from {Address}")]
    public static partial void ApiKeyRefused(ILogger logger, string path, IPAddress? address);

    [LoggerMessage(1303, LogLevel.Warning,
        "{Address} sends X-Forwarded-For and is not in Web:TrustedProxies: all visitors behind it share one quota")]
    public static partial void UnknownProxy(ILogger logger, IPAddress? address);

    [LoggerMessage(1304, LogLevel.Information, "No number for {Visitor}: {Refusal}")]
    public static partial void VisitorRefused(ILogger logger, string visitor, string refusal);
}
