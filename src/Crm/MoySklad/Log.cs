using CallControl.Crm.MoySklad.Phone;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.MoySklad;

/// <summary>Log messages of MoySklad, events 4100-4149.</summary>
internal static partial class Log
{
    [LoggerMessage(4100, LogLevel.Warning, "Call {Call}: MoySklad refused {What}; recorded without: {Message}")]
    public static partial void EmployeeRefused(ILogger logger, Guid call, string what, string message);

    [LoggerMessage(4101, LogLevel.Warning, "Call {Call}: the client was not looked up or made, the call goes on without: {Message}")]
    public static partial void ClientNotSettled(ILogger logger, Guid call, string message);

    [LoggerMessage(4104, LogLevel.Information, "Call {Call}: client {Client} found in MoySklad")]
    public static partial void ClientFound(ILogger logger, Guid call, string? client);

    [LoggerMessage(4105, LogLevel.Information, "Call {Call}: unknown to MoySklad (making clients: {CreateClient})")]
    public static partial void ClientUnknown(ILogger logger, Guid call, bool createClient);

    [LoggerMessage(4106, LogLevel.Information, "Call {Call}: client {Client} made in MoySklad")]
    public static partial void ClientMade(ILogger logger, Guid call, string? client);

    [LoggerMessage(4107, LogLevel.Information, "Call {Call}: order {Order} made in MoySklad")]
    public static partial void OrderMade(ILogger logger, Guid call, string order);

    [LoggerMessage(4102, LogLevel.Debug, "Call {Call}: notifications disabled")]
    public static partial void NotificationsDisabled(ILogger logger, Guid call);

    [LoggerMessage(4108, LogLevel.Warning, "Call {Call}: MoySklad refused the card event {Event} at {Extension}: {Message}")]
    public static partial void CardRefused(ILogger logger, Guid call, CardEventType @event, string? extension, string message);

    [LoggerMessage(4103, LogLevel.Information, "Call {Call}: card shown at {Extensions}")]
    public static partial void CardsShown(ILogger logger, Guid call, string extensions);
}
