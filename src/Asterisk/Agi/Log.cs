using System.Net;
using Microsoft.Extensions.Logging;

namespace CallControl.Asterisk.Agi;

/// <summary>Event ids 1070-1079.</summary>
internal static partial class Log
{
    [LoggerMessage(1070, LogLevel.Warning, "FastAGI: a connection from {Address} is refused; FastAgi:AllowFrom names who may ask")]
    public static partial void AgiStranger(this ILogger logger, IPAddress address);

    [LoggerMessage(1071, LogLevel.Warning, "FastAGI: {Most} sessions are open; a further one is not answered, its call goes on without")]
    public static partial void AgiFull(this ILogger logger, int most);

    [LoggerMessage(1072, LogLevel.Warning, "FastAGI: {Script} for {Address} took longer than {Seconds} s and was given up; the call goes on without")]
    public static partial void AgiTooLong(this ILogger logger, string script, IPAddress address, double seconds);

    [LoggerMessage(1073, LogLevel.Information, "FastAGI: {Script} for {Address} ended early: {Reason}")]
    public static partial void AgiEnded(this ILogger logger, string script, IPAddress address, string reason);

    [LoggerMessage(1074, LogLevel.Error, "FastAGI: {Script} for {Address} failed; the call goes on without")]
    public static partial void AgiFailed(this ILogger logger, string script, IPAddress address, Exception exception);

    [LoggerMessage(1075, LogLevel.Warning, "FastAGI: a connection could not be taken: {Reason}")]
    public static partial void AgiNotTaken(this ILogger logger, string reason);
}
