namespace CallControl.Cdr;

/// <summary>Log messages of reading Asterisk's call records, events 2850-2899.</summary>
internal static partial class Log
{
    [LoggerMessage(2850, LogLevel.Information, "Node {Node}: call records are read from {File}, from byte {Position} on")]
    public static partial void Began(ILogger logger, string node, string file, long position);

    [LoggerMessage(2851, LogLevel.Warning, "Node {Node}: {Count} calls between {From:u} and {To:u} were found in Asterisk's call records alone; CRMs are told")]
    public static partial void Found(ILogger logger, string node, int count, DateTimeOffset from, DateTimeOffset to);

    [LoggerMessage(2852, LogLevel.Warning, "Node {Node}: the call records {File} were put aside where they can't be found (.1, not compressed); calls of that time may be missing")]
    public static partial void Lost(ILogger logger, string node, string file);

    [LoggerMessage(2853, LogLevel.Warning, "Node {Node}: the call records {File} could not be read, tried again: {Reason}")]
    public static partial void NotRead(ILogger logger, string node, string file, string reason);

    [LoggerMessage(2854, LogLevel.Error, "Node {Node}: a fault while reading call records")]
    public static partial void Crashed(ILogger logger, string node, Exception error);
}
