using CallControl.Asterisk.Ari;
using CallControl.Calls;

namespace CallControl.Flows.ClickToCall;

/// <summary>Log messages of calls by a click, events 2700-2749.</summary>
internal static partial class Log
{
    [LoggerMessage(2700, LogLevel.Error, "Call {Call}: the employee's phone was not rung: {Message}")]
    public static partial void NotOriginated(ILogger logger, CallId call, string message);

    [LoggerMessage(2701, LogLevel.Error, "Call {Call}: not recorded: {Message}")]
    public static partial void NotRecorded(ILogger logger, CallId call, string message);

    [LoggerMessage(2702, LogLevel.Warning, "Node {Node}: {Channel} was answered for the call {Call}, which nobody runs any more; hung up")]
    public static partial void TooLate(ILogger logger, string node, ChannelId channel, string call);

    [LoggerMessage(2703, LogLevel.Warning, "Node {Node}: {Channel} could not be hung up: {Reason}")]
    public static partial void NotHungUp(ILogger logger, string node, ChannelId channel, string reason);
}
