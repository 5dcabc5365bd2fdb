namespace CallControl.Enterprises;

/// <summary>Event ids 6000-6099.</summary>
internal static partial class Log
{
    [LoggerMessage(6000, LogLevel.Warning, "Enterprises could not be read, those known stay as they are: {Message}")]
    public static partial void NotRead(ILogger logger, string message);

    [LoggerMessage(6001, LogLevel.Error, "The {What} can't be decrypted: its key is gone. It has to be given again, or its key brought back: {Message}")]
    public static partial void SecretUnreadable(ILogger logger, string what, string message);

    [LoggerMessage(6002, LogLevel.Error, "Enterprises {First} and {Second} have the same {Vendor} webhook key; its webhooks go to {First}")]
    public static partial void WebhookKeyTwice(ILogger logger, string vendor, string first, string second);

    [LoggerMessage(6004, LogLevel.Warning, "{Field} of enterprise {Enterprise} can't be decrypted and was left as it is stored")]
    public static partial void SecretKept(ILogger logger, string field, string enterprise);

    [LoggerMessage(6003, LogLevel.Information, "Enterprise {Number}: {Action} by {Who}")]
    public static partial void Changed(ILogger logger, string number, string action, string who);
}
