using Microsoft.Extensions.Logging;

namespace CallControl.Asterisk.Ari;

/// <summary>Log messages of the ARI client, events 1000-1049.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "ARI {Node}: connected{Remark}")]
    public static partial void Connected(ILogger logger, string node, string remark);

    [LoggerMessage(1001, LogLevel.Warning, "ARI {Node}: disconnected: {Reason}")]
    public static partial void Disconnected(ILogger logger, string node, string reason);

    [LoggerMessage(1002, LogLevel.Warning, "ARI {Node}: another process has taken the application {Application}; standing by")]
    public static partial void Replaced(ILogger logger, string node, string application);

    [LoggerMessage(1003, LogLevel.Warning, "ARI {Node}: cannot connect: {Reason}")]
    public static partial void ConnectFailed(ILogger logger, string node, string reason);

    [LoggerMessage(1004, LogLevel.Warning, "ARI {Node}: {Count} broken messages were skipped, the last one for: {Reason}")]
    public static partial void BrokenMessages(ILogger logger, string node, int count, string reason);

    [LoggerMessage(1005, LogLevel.Warning, "ARI {Node}: the answer to request {Id} came after its time: {Status}")]
    public static partial void LateAnswer(ILogger logger, string node, long id, int status);

    [LoggerMessage(1006, LogLevel.Debug, "ARI {Node}: the websocket could not be closed politely: {Reason}")]
    public static partial void GoodbyeFailed(ILogger logger, string node, string reason);

    [LoggerMessage(1008, LogLevel.Information, "ARI {Node}: another process serves it; standing by")]
    public static partial void StandsBy(ILogger logger, string node);

    [LoggerMessage(1007, LogLevel.Warning, "ARI {Node}: requests that may block go over the websocket, since HTTP cannot be reached: {Reason}")]
    public static partial void HttpAway(ILogger logger, string node, string reason);

    [LoggerMessage(1010, LogLevel.Error, "ARI {Node}: a fault over an event of the type {Type}")]
    public static partial void EventFailed(ILogger logger, string node, string type, Exception error);

    [LoggerMessage(1009, LogLevel.Error, "ARI {Node}: a fault while keeping the link")]
    public static partial void LoopFailed(ILogger logger, string node, Exception error);

    [LoggerMessage(1011, LogLevel.Error, "ARI {Node}: a second Asterisk ({Stranger}) wants to be this node while the first ({Present}) is alive; refused. Give each server a name of its own: the end of `uri` in websocket_client.conf, and Asterisk:Nodes:N:Name here")]
    public static partial void StrangerRefused(ILogger logger, string node, string stranger, string present);
}
