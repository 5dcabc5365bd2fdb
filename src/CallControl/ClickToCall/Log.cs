using System.Net;

namespace CallControl.ClickToCall;

/// <summary>Log messages of clicks, events 2750-2799.</summary>
internal static partial class Log
{
    [LoggerMessage(2750, LogLevel.Information, "Call {Call}: {Source}: extension {Extension} of {Enterprise} calls {Number}; {State}")]
    public static partial void Clicked(ILogger logger, Guid call, string source, string enterprise, string extension, string number, string state);

    [LoggerMessage(2751, LogLevel.Warning, "{Source}: extension {Extension} of {Enterprise} may not call {Number}: {Reason}")]
    public static partial void Refused(ILogger logger, string source, string enterprise, string extension, string number, string reason);

    [LoggerMessage(2752, LogLevel.Warning, "A click was refused: the database is away: {Reason}")]
    public static partial void DatabaseAway(ILogger logger, string reason);

    [LoggerMessage(2758, LogLevel.Information, "Call {Call}: taken from a process that has no Asterisk, made on {Node}")]
    public static partial void Taken(ILogger logger, Guid call, string node);

    [LoggerMessage(2753, LogLevel.Warning, "A click from {Address} with a clientId that is no enterprise's")]
    public static partial void UnknownSecret(ILogger logger, IPAddress? address);

    [LoggerMessage(2754, LogLevel.Warning, "{Address} has sent so many wrong clientIds that it is not listened to for a minute")]
    public static partial void NotListenedTo(ILogger logger, IPAddress? address);

    [LoggerMessage(2755, LogLevel.Warning, "MoySklad's webhook of {Enterprise}: no click: {Problem}")]
    public static partial void NoClick(ILogger logger, string enterprise, string problem);

    [LoggerMessage(2756, LogLevel.Debug, "MoySklad's webhook of {Enterprise}: the signature fits: {Way}")]
    public static partial void Signed(ILogger logger, string enterprise, string way);

    [LoggerMessage(2757, LogLevel.Warning, "MoySklad's webhook of {Enterprise}: the signature fits none of the known ways")]
    public static partial void NotSigned(ILogger logger, string enterprise);
}
