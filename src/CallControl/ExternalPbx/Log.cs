using System.Net;

namespace CallControl.ExternalPbx;

/// <summary>Log messages of calls that another PBX carries, events 2350-2399.</summary>
internal static partial class Log
{
    [LoggerMessage(2350, LogLevel.Information, "Call {Call} of another PBX, {Caller} -> {Dialled}: {Action} ({Reason})")]
    public static partial void Routed(ILogger logger, Guid call, string caller, string dialled, string action, string reason);

    [LoggerMessage(2351, LogLevel.Information, "Zadarma: {Event} of call {Call}{Repeated}")]
    public static partial void ZadarmaEvent(ILogger logger, string @event, Guid call, string repeated);

    [LoggerMessage(2352, LogLevel.Warning, "Zadarma: {Event} from {Address} refused: {Why}")]
    public static partial void ZadarmaRefused(ILogger logger, string @event, IPAddress? address, string why);
}
