using System.Net;

namespace CallControl.Admin;

/// <summary>Event ids 6600-6649.</summary>
internal static partial class Log
{
    [LoggerMessage(6600, LogLevel.Information, "{Name} signed in from {Address}")]
    public static partial void SignedIn(ILogger logger, string name, IPAddress? address);

    [LoggerMessage(6601, LogLevel.Warning, "Signing in: a wrong API key from {Address}")]
    public static partial void WrongKey(ILogger logger, IPAddress? address);
}
