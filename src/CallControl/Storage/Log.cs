namespace CallControl.Storage;

/// <summary>Event ids 1100-1199.</summary>
internal static partial class Log
{
    [LoggerMessage(1100, LogLevel.Information, "Migration {Migration} applied in {Milliseconds:0} ms")]
    public static partial void MigrationApplied(ILogger logger, string migration, double milliseconds);

    [LoggerMessage(1101, LogLevel.Warning, "No news from other replicas until the database is back: {Message}")]
    public static partial void SignalsLost(ILogger logger, string message);
}
