namespace CallControl.Customers;

/// <summary>Event ids 6100-6199.</summary>
internal static partial class Log
{
    [LoggerMessage(6100, LogLevel.Information, "No CRM of enterprise {Enterprise} answered in time who {Phone} is")]
    public static partial void TooSlow(ILogger logger, string enterprise, string phone);

    [LoggerMessage(6101, LogLevel.Warning, "The CRMs of enterprise {Enterprise} could not be asked who {Phone} is: {Message}")]
    public static partial void NotAsked(ILogger logger, string enterprise, string phone, string message);
}
