using Microsoft.Extensions.Logging;

namespace CallControl.Asterisk.Ami;

internal static partial class Log
{
    [LoggerMessage(1050, LogLevel.Information, "AMI {Host}:{Port} is ready")]
    public static partial void AmiReady(this ILogger logger, string host, int port);

    [LoggerMessage(1051, LogLevel.Warning, "AMI {Host}:{Port} lost: {Reason}")]
    public static partial void AmiLost(this ILogger logger, string host, int port, string reason);

    [LoggerMessage(1052, LogLevel.Warning, "AMI {Host}:{Port} not reached: {Reason}")]
    public static partial void AmiNotReached(this ILogger logger, string host, int port, string reason);

    [LoggerMessage(1053, LogLevel.Error, "AMI {Host}:{Port} refused user {User}: {Reason}. Check the user and its secret in manager.conf")]
    public static partial void AmiLoginRefused(this ILogger logger, string host, int port, string user, string reason);

    [LoggerMessage(1054, LogLevel.Error, "AMI loop failed; it goes on")]
    public static partial void AmiLoopFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1055, LogLevel.Warning, "AMI {Host}:{Port}: the filter '{Filter}' was refused ({Reason}), so more events come than are read")]
    public static partial void AmiFilterRefused(this ILogger logger, string host, int port, string filter, string reason);

    [LoggerMessage(1056, LogLevel.Error, "AMI {Host}:{Port}: events were refused: {Reason}. Check `read` of the user in manager.conf")]
    public static partial void AmiEventsRefused(this ILogger logger, string host, int port, string reason);

    [LoggerMessage(1057, LogLevel.Error, "AMI: a subscriber of {Event} failed; the link goes on")]
    public static partial void AmiHandlerFailed(this ILogger logger, string @event, Exception exception);
}
