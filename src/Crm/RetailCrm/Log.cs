using Microsoft.Extensions.Logging;

namespace CallControl.Crm.RetailCrm;

/// <summary>Log messages of RetailCRM, events 4300-4349.</summary>
internal static partial class Log
{
    [LoggerMessage(4300, LogLevel.Warning, "Call {Call}: RetailCRM refused the pop-up, the call goes on without: {Message}")]
    public static partial void EventRefused(ILogger logger, Guid call, string message);

    [LoggerMessage(4301, LogLevel.Warning, "Call {Call}: the client was not looked up or made, the call goes on without: {Message}")]
    public static partial void ClientNotSettled(ILogger logger, Guid call, string message);

    [LoggerMessage(4302, LogLevel.Information, "Call {Call}: pop-up {Type} to {Codes}")]
    public static partial void PopUp(ILogger logger, Guid call, string type, string codes);

    [LoggerMessage(4303, LogLevel.Warning, "Call {Call}: no user of RetailCRM has the extensions {Codes}")]
    public static partial void UnknownCodes(ILogger logger, Guid call, string codes);

    [LoggerMessage(4304, LogLevel.Information, "Call {Call}: client {Client} found in RetailCRM")]
    public static partial void ClientFound(ILogger logger, Guid call, int client);

    [LoggerMessage(4305, LogLevel.Information, "Call {Call}: unknown to RetailCRM (making clients: {CreateClient})")]
    public static partial void ClientUnknown(ILogger logger, Guid call, bool createClient);

    [LoggerMessage(4306, LogLevel.Information, "Call {Call}: client {Client} made in RetailCRM")]
    public static partial void ClientMade(ILogger logger, Guid call, int client);

    [LoggerMessage(4307, LogLevel.Information, "Call {Call}: order {Order} made in RetailCRM")]
    public static partial void OrderMade(ILogger logger, Guid call, int order);

    [LoggerMessage(4308, LogLevel.Information, "Call {Call}: in RetailCRM's list of calls (there already: {Duplicate})")]
    public static partial void Uploaded(ILogger logger, Guid call, bool duplicate);

    [LoggerMessage(4309, LogLevel.Warning, "Call {Call}: RetailCRM has the call already and can't be told of its recording any more")]
    public static partial void RecordingTooLate(ILogger logger, Guid call);

    [LoggerMessage(4310, LogLevel.Warning, "Call {Call}: RetailCRM did not take the call at the extension {Code}: {Message}")]
    public static partial void UploadRefused(ILogger logger, Guid call, string code, string message);

    [LoggerMessage(4311, LogLevel.Warning, "Call {Call}: the pop-up could not be taken away yet, the call is recorded first: {Message}")]
    public static partial void PopUpStays(ILogger logger, Guid call, string message);
}
