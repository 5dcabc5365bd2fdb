using Microsoft.Extensions.Logging;

namespace CallControl.Crm.MoySklad;

/// <summary>Log messages of MoySklad, events 4100-4149.</summary>
internal static partial class Log
{
    [LoggerMessage(4100, LogLevel.Warning, "Call {Call}: MoySklad refused the employee's extension or card; recorded without: {Message}")]
    public static partial void EmployeeRefused(ILogger logger, Guid call, string message);

    [LoggerMessage(4101, LogLevel.Warning, "Call {Call}: the client was not looked up or made, the call goes on without: {Message}")]
    public static partial void ClientNotSettled(ILogger logger, Guid call, string message);

    [LoggerMessage(4102, LogLevel.Debug, "Call {Call}: notifications disabled")]
    public static partial void NotificationsDisabled(ILogger logger, Guid call);

    [LoggerMessage(4103, LogLevel.Information, "Call {Call}: card shown at {Extensions}")]
    public static partial void CardsShown(ILogger logger, Guid call, string extensions);
}
