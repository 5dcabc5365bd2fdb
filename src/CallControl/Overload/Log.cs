using CallControl.Asterisk.Ari;

namespace CallControl.Overload;

/// <summary>Log messages of overload, events 2500-2599. Those of a flood come once a minute.</summary>
internal static partial class Log
{
    [LoggerMessage(2500, LogLevel.Warning, "Node {Node}: full ({Why}); callers are let go ({WhenFull}), {Count} since the last such message")]
    public static partial void NodeFull(ILogger logger, string node, string why, WhenFull whenFull, long count);

    [LoggerMessage(2501, LogLevel.Warning, "Node {Node}: a caller could not be let go: {Channel}: {Reason}")]
    public static partial void NotLetGo(ILogger logger, string node, ChannelId channel, string reason);

    [LoggerMessage(2502, LogLevel.Warning, "Visitors get the owner's own number: {Why}; {Count} since the last such message")]
    public static partial void LeasesShed(ILogger logger, string why, long count);
}
