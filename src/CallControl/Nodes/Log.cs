using CallControl.Asterisk.Ari;

namespace CallControl.Nodes;

/// <summary>Log messages of nodes, events 2200-2299.</summary>
internal static partial class Log
{
    [LoggerMessage(2200, LogLevel.Information, "Node {Node}: Asterisk {Version}, entity {Entity}")]
    public static partial void Version(ILogger logger, string node, AsteriskVersion version, string? entity);

    [LoggerMessage(2201, LogLevel.Warning, "Node {Node}: Asterisk {Version}: {Warning}")]
    public static partial void VersionWarning(ILogger logger, string node, AsteriskVersion version, string warning);

    [LoggerMessage(2202, LogLevel.Warning, "Node {Node}: Asterisk could not be asked: {Reason}")]
    public static partial void SnapshotFailed(ILogger logger, string node, string reason);

    [LoggerMessage(2203, LogLevel.Error, "Node {Node}: a fault while comparing calls")]
    public static partial void SnapshotCrashed(ILogger logger, string node, Exception error);

    [LoggerMessage(2204, LogLevel.Warning, "Node {Node}: the bridge {Bridge} belongs to no call; removed")]
    public static partial void StrayBridge(ILogger logger, string node, BridgeId bridge);

    [LoggerMessage(2209, LogLevel.Warning, "Node {Node}: the channel {Channel} belongs to no call; hung up")]
    public static partial void StrayChannel(ILogger logger, string node, ChannelId channel);

    [LoggerMessage(2210, LogLevel.Warning, "Node {Node}: the database did not say which calls are to be taken over; asked again: {Reason}")]
    public static partial void ClaimFailed(ILogger logger, string node, string reason);

    [LoggerMessage(2211, LogLevel.Warning, "Node {Node}: the database did not say which process is to connect: {Reason}")]
    public static partial void TurnUnknown(ILogger logger, string node, string reason);

    [LoggerMessage(2212, LogLevel.Warning, "Node {Node}: Asterisk's call records did not say when calls ended; they end now: {Reason}")]
    public static partial void EndsUnknown(ILogger logger, string node, string reason);

    [LoggerMessage(2205, LogLevel.Debug, "Node {Node}: an event of the type {Type} was not read")]
    public static partial void UnknownEvent(ILogger logger, string node, string type);

    [LoggerMessage(2207, LogLevel.Error, "Node {Node}: no flow is called '{Flow}' (the first argument of Stasis()); {Channel} goes on in the dialplan")]
    public static partial void UnknownFlow(ILogger logger, string node, string flow, ChannelId channel);

    [LoggerMessage(2208, LogLevel.Warning, "ARI websocket for node '{Node}' refused: {Reason}")]
    public static partial void LinkRefused(ILogger logger, string node, string reason);

    [LoggerMessage(2213, LogLevel.Warning, "Node {Node}: call {Call} could not be gone on with; tried again: {Reason}")]
    public static partial void AdoptionWaits(ILogger logger, string node, Guid call, string reason);

    [LoggerMessage(2214, LogLevel.Error, "Node {Node}: call {Call} could not be gone on with and ends")]
    public static partial void AdoptionFailed(ILogger logger, string node, Guid call, Exception error);

    [LoggerMessage(2215, LogLevel.Debug, "Node {Node}: bridges that belong to no call were not looked for: {Reason}")]
    public static partial void BridgesUnknown(ILogger logger, string node, string reason);
}
