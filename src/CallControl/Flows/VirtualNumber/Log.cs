using CallControl.Calls;

namespace CallControl.Flows.VirtualNumber;

/// <summary>Log messages of calls to virtual numbers, events 2100-2199.</summary>
internal static partial class Log
{
    [LoggerMessage(2100, LogLevel.Warning, "Call {Call}: the prompt {Prompt} ({Language}) is not made yet")]
    public static partial void PromptMissing(ILogger logger, CallId call, string prompt, string language);

    [LoggerMessage(2101, LogLevel.Error, "Call {Call}: nobody could tell whom the number stands for")]
    public static partial void AttributionFailed(ILogger logger, CallId call, Exception error);

    [LoggerMessage(2103, LogLevel.Error, "Call {Call}: the call settings of listing {Listing} can't be read, the program's hold: {Problem}")]
    public static partial void SettingsUnreadable(ILogger logger, CallId call, long listing, string problem);

    [LoggerMessage(2105, LogLevel.Warning, "Call {Call}: the caller's name could not be looked up: {Message}")]
    public static partial void NameNotFound(ILogger logger, CallId call, string message);

    [LoggerMessage(2104, LogLevel.Information, "Call {Call}: arrived on {Node} from {Caller} to {Dialled}")]
    public static partial void CallArrived(ILogger logger, CallId call, string node, string caller, string dialled);
}
