using System.Net;

namespace CallControl.RetailCrm;

/// <summary>Event ids 6300-6399.</summary>
internal static partial class Log
{
    [LoggerMessage(6300, LogLevel.Information, "RetailCRM's module of enterprise {Enterprise} is registered (on: {Active})")]
    public static partial void Registered(ILogger logger, string enterprise, bool active);

    [LoggerMessage(6301, LogLevel.Warning, "RetailCRM of enterprise {Enterprise} does not know the users {Users} or the stores {Sites}")]
    public static partial void UnknownNames(ILogger logger, string enterprise, string users, string sites);

    [LoggerMessage(6302, LogLevel.Warning, "RetailCRM's module of enterprise {Enterprise} could not be registered: {Message}")]
    public static partial void NotRegistered(ILogger logger, string enterprise, string message);

    [LoggerMessage(6303, LogLevel.Warning, "Modules of RetailCRM could not be looked at and wait: {Message}")]
    public static partial void Waits(ILogger logger, string message);

    [LoggerMessage(6304, LogLevel.Warning, "A request for RetailCRM's {What} from {Address} has a wrong secret")]
    public static partial void WrongSecret(ILogger logger, string what, IPAddress? address);

    [LoggerMessage(6305, LogLevel.Information, "User {User} of RetailCRM, enterprise {Enterprise}, extension {Extension}, is {Status}")]
    public static partial void UserStatus(ILogger logger, int user, string enterprise, string? extension, string status);

    [LoggerMessage(6306, LogLevel.Information, "RetailCRM of enterprise {Enterprise} says that data changed: {Changed} rows of customers changed")]
    public static partial void DataChanged(ILogger logger, string enterprise, int changed);

    [LoggerMessage(6307, LogLevel.Information, "RetailCRM's module of enterprise {Enterprise}, which its settings have left, is switched off")]
    public static partial void SwitchedOff(ILogger logger, string enterprise);

    [LoggerMessage(6308, LogLevel.Warning, "RetailCRM's module of enterprise {Enterprise}, which its settings have left, could not be switched off; do it in RetailCRM: {Message}")]
    public static partial void NotSwitchedOff(ILogger logger, string enterprise, string message);
}
