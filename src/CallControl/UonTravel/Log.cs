namespace CallControl.UonTravel;

/// <summary>Event ids 6500-6549.</summary>
internal static partial class Log
{
    [LoggerMessage(6500, LogLevel.Warning, "A webhook of U-ON from {Address} is refused: {Why}")]
    public static partial void Refused(ILogger logger, System.Net.IPAddress? address, string why);

    [LoggerMessage(6501, LogLevel.Information, "U-ON, enterprise {Enterprise}: {Kind} of client {Client} changed {Rows} rows of customers")]
    public static partial void ClientSaved(ILogger logger, string enterprise, string kind, string? client, int rows);

    [LoggerMessage(6502, LogLevel.Warning, "U-ON, enterprise {Enterprise}: client {Client} could not be read: {Message}")]
    public static partial void ClientNotRead(ILogger logger, string enterprise, string? client, string message);

    [LoggerMessage(6503, LogLevel.Warning, "U-ON, enterprise {Enterprise}: a click of employee {User} makes no call: {Why}")]
    public static partial void NoCall(ILogger logger, string enterprise, string? user, string why);

    [LoggerMessage(6504, LogLevel.Information, "U-ON, enterprise {Enterprise}: webhooks set up anew: {Count}")]
    public static partial void Renewed(ILogger logger, string enterprise, int count);

    [LoggerMessage(6505, LogLevel.Warning, "U-ON, enterprise {Enterprise}: webhooks could not be set up, which will be tried again: {Message}")]
    public static partial void NotRenewed(ILogger logger, string enterprise, string message);

    [LoggerMessage(6506, LogLevel.Warning, "U-ON's webhooks could not be looked at and wait: {Message}")]
    public static partial void RepairWaits(ILogger logger, string message);
}
