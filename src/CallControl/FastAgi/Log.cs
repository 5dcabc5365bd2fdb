using System.Net;

namespace CallControl.FastAgi;

/// <summary>Event ids 2400-2449.</summary>
internal static partial class Log
{
    [LoggerMessage(2400, LogLevel.Information, "FastAGI is answered at {Address}: {Scripts}")]
    public static partial void Listens(ILogger logger, IPEndPoint address, string scripts);

    [LoggerMessage(2401, LogLevel.Warning, "FastAGI: {Script} for {Channel} can't be answered: {Problem}. Mend the dialplan")]
    public static partial void WrongQuestion(ILogger logger, string script, string channel, string problem);

    [LoggerMessage(2402, LogLevel.Error, "FastAGI: {Script} for {Channel} failed; its dialplan goes on with CC_RESULT=error")]
    public static partial void NotAnswered(ILogger logger, string script, string channel, Exception exception);
}
