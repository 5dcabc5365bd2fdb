using System.Net;

namespace CallControl.ExternalPbx;

/// <summary>Event ids 2000-2099.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Information, "Call {Call} of another PBX, {Caller} -> {Dialled}: {Action} ({Reason})")]
    public static partial void Routed(ILogger logger, Guid call, string caller, string dialled, string action, string reason);

    [LoggerMessage(2001, LogLevel.Information, "Zadarma: {Event} of call {Call}{Repeated}")]
    public static partial void ZadarmaEvent(ILogger logger, string @event, Guid call, string repeated);

    [LoggerMessage(2002, LogLevel.Warning, "Zadarma: {Event} from {Address} refused: {Why}")]
    public static partial void ZadarmaRefused(ILogger logger, string @event, IPAddress? address, string why);
}
