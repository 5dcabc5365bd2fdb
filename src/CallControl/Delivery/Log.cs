namespace CallControl.Delivery;

/// <summary>Event ids 6200-6299.</summary>
internal static partial class Log
{
    public static readonly Func<ILogger, string, string, Guid, IDisposable?> EventScope =
        LoggerMessage.DefineScope<string, string, Guid>("Enterprise {Enterprise} {Integration} call {Call}");

    [LoggerMessage(6200, LogLevel.Warning, "Requests of {Account} wait: their limits can't be read: {Message}")]
    public static partial void GateWaits(ILogger logger, string account, string message);

    [LoggerMessage(6201, LogLevel.Debug, "{Integration} of enterprise {Enterprise} told of {Kind} of call {Call}")]
    public static partial void Told(ILogger logger, string integration, string enterprise, string kind, Guid call);

    [LoggerMessage(6202, LogLevel.Information, "{Kind} of call {Call} came too late to show in {Integration} of enterprise {Enterprise}")]
    public static partial void Expired(ILogger logger, string kind, Guid call, string integration, string enterprise);

    [LoggerMessage(6203, LogLevel.Warning, "{Integration} of enterprise {Enterprise} not told of {Kind} of call {Call}, attempt {Attempt}, next in {Wait}: {Message}")]
    public static partial void Retries(ILogger logger, string integration, string enterprise, string kind, Guid call, int attempt, TimeSpan wait, string message);

    [LoggerMessage(6204, LogLevel.Error, "{Integration} of enterprise {Enterprise} can't be told of {Kind} of call {Call}, set aside: {Message}")]
    public static partial void SetAside(ILogger logger, string integration, string enterprise, string kind, Guid call, string message);

    [LoggerMessage(6205, LogLevel.Error, "A fault of ours while {Integration} of enterprise {Enterprise} was told of {Kind} of call {Call}")]
    public static partial void Fault(ILogger logger, Exception fault, string integration, string enterprise, string kind, Guid call);

    [LoggerMessage(6206, LogLevel.Warning, "{Integration} of enterprise {Enterprise} is left alone for {Wait} after {Failures} failures: {Message}")]
    public static partial void Broken(ILogger logger, string integration, string enterprise, TimeSpan wait, int failures, string message);

    [LoggerMessage(6207, LogLevel.Information, "{Integration} of enterprise {Enterprise} answers again")]
    public static partial void Mended(ILogger logger, string integration, string enterprise);

    [LoggerMessage(6208, LogLevel.Warning, "The outbox waits for the database: {Message}")]
    public static partial void OutboxWaits(ILogger logger, string message);

    [LoggerMessage(6209, LogLevel.Warning, "{Count} exchanges with CRMs are not in integration_logs: {Message}")]
    public static partial void ExchangesLost(ILogger logger, int count, string message);

    [LoggerMessage(6210, LogLevel.Information, "Deleted {Events} told events, {Notes} notes about calls and {Exchanges} logged exchanges")]
    public static partial void Swept(ILogger logger, long events, long notes, long exchanges);

    [LoggerMessage(6211, LogLevel.Warning, "Names of the client of call {Call} could not be read from {Integration}: {Message}")]
    public static partial void NamesNotRead(ILogger logger, Guid call, string integration, string message);

    [LoggerMessage(6212, LogLevel.Error, "Telling an account stopped by a fault; it goes on at the next look")]
    public static partial void LoopFailed(ILogger logger, Exception fault);

    [LoggerMessage(6213, LogLevel.Warning, "Deletion of old deliveries stopped: {Message}")]
    public static partial void SweepFailed(ILogger logger, string message);

    [LoggerMessage(6215, LogLevel.Error, "{Integration} of enterprise {Enterprise} takes nothing until somebody mends the account: {Message}. What is to be told waits")]
    public static partial void AccountRefused(ILogger logger, string integration, string enterprise, string message);

    [LoggerMessage(6216, LogLevel.Warning, "Web:PublicUrl is not set, and {Vendors} need it: they are told no links to recordings, and their webhooks have no address")]
    public static partial void NoPublicUrl(ILogger logger, string vendors);

    [LoggerMessage(6214, LogLevel.Warning, "Waiting events could not be counted: {Message}")]
    public static partial void NotCounted(ILogger logger, string message);
}
