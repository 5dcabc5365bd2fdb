namespace CallControl.Calls;

/// <summary>Log messages of calls, events 2000-2099.</summary>
internal static partial class Log
{
    public static readonly Func<ILogger, CallId, IDisposable?> CallScope = LoggerMessage.DefineScope<CallId>("Call {Call}");

    [LoggerMessage(2000, LogLevel.Information, "Call {Call}: {From} -> {To} ({Why})")]
    public static partial void StageChanged(ILogger logger, CallId call, string from, string to, string? why);

    [LoggerMessage(2001, LogLevel.Information, "Call {Call}: ended, {Reason}, in stage {Stage} after {Seconds:0.0} s")]
    public static partial void Ended(ILogger logger, CallId call, EndReason reason, string stage, double seconds);

    [LoggerMessage(2002, LogLevel.Error, "Call {Call}: Asterisk refused a request in stage {Stage}: {Message}")]
    public static partial void Refused(ILogger logger, CallId call, string? stage, string message);

    [LoggerMessage(2010, LogLevel.Error, "Call {Call}: Asterisk did not answer a request in stage {Stage}: {Message}")]
    public static partial void Silent(ILogger logger, CallId call, string? stage, string message);

    [LoggerMessage(2003, LogLevel.Error, "Call {Call}: a fault in stage {Stage} ends the call")]
    public static partial void Crashed(ILogger logger, CallId call, string? stage, Exception error);

    [LoggerMessage(2004, LogLevel.Warning, "Call {Call}: rests in stage {Stage} until Asterisk is back: {Message}")]
    public static partial void Resting(ILogger logger, CallId call, string? stage, string message);

    [LoggerMessage(2005, LogLevel.Warning, "Call {Call}: not everything could be freed in Asterisk: {Message}")]
    public static partial void UncleanEnd(ILogger logger, CallId call, string message);

    [LoggerMessage(2006, LogLevel.Error, "Call {Call}: more than {Size} messages wait in its mailbox; the call ends")]
    public static partial void MailboxFull(ILogger logger, CallId call, int size);

    [LoggerMessage(2007, LogLevel.Warning, "Call {Call}: Asterisk could not play {Media}")]
    public static partial void PlaybackFailed(ILogger logger, CallId call, string media);

    [LoggerMessage(2013, LogLevel.Error, "Call {Call}: not recorded: {Message}")]
    public static partial void NotRecorded(ILogger logger, CallId call, string message);

    [LoggerMessage(2008, LogLevel.Warning, "Journal: {Count} writes wait for the database: {Message}")]
    public static partial void JournalWaits(ILogger logger, long count, string message);

    [LoggerMessage(2011, LogLevel.Information, "Call {Call}: taken over; it was in stage {Was} and goes on in {Stage}")]
    public static partial void TakenOver(ILogger logger, CallId call, string was, string stage);

    [LoggerMessage(2012, LogLevel.Warning, "Call {Call}: another process runs it now; released in stage {Stage}")]
    public static partial void Released(ILogger logger, CallId call, string? stage);

    [LoggerMessage(2009, LogLevel.Error, "Journal: not written: {Entry}: {Reason}")]
    public static partial void JournalRejected(ILogger logger, string entry, string reason);
}
