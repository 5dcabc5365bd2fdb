namespace CallControl.DigitalRop;

/// <summary>Event ids 6550-6599.</summary>
internal static partial class Log
{
    [LoggerMessage(6550, LogLevel.Information, "Call analytics, enterprise {Enterprise}: {Kind} {Subject} of call {Call} is stored ({Source})")]
    public static partial void Stored(ILogger logger, string enterprise, string kind, string subject, Guid call, string source);

    [LoggerMessage(6551, LogLevel.Warning, "Call analytics, enterprise {Enterprise}: {Kind} {Subject} is about {ServiceCall}, a call that nobody knows; it is kept")]
    public static partial void UnknownCall(ILogger logger, string enterprise, string kind, string subject, string serviceCall);

    [LoggerMessage(6552, LogLevel.Information, "Call analytics: {Count} results found their call")]
    public static partial void Joined(ILogger logger, int count);

    [LoggerMessage(6553, LogLevel.Warning, "A webhook of the call analytics from {Address} is refused: {Why}")]
    public static partial void Refused(ILogger logger, System.Net.IPAddress? address, string why);

    [LoggerMessage(6554, LogLevel.Warning, "Call analytics, enterprise {Enterprise}: a result came to the address of the other kind and is taken for the {Kind} that it is")]
    public static partial void OtherKind(ILogger logger, string enterprise, string kind);

    [LoggerMessage(6555, LogLevel.Information, "Call analytics, enterprises {Enterprises}: told of {Managers} managers and {Offices} offices")]
    public static partial void StaffSent(ILogger logger, string enterprises, int managers, int offices);

    [LoggerMessage(6556, LogLevel.Warning, "Call analytics, enterprises {Enterprises}: managers and offices could not be told: {Message}")]
    public static partial void StaffNotSent(ILogger logger, string enterprises, string message);

    [LoggerMessage(6557, LogLevel.Warning, "Call analytics, enterprise {Enterprise}: table {Table} of call {Call} could not be asked for: {Message}")]
    public static partial void NotAsked(ILogger logger, string enterprise, string table, Guid call, string message);

    [LoggerMessage(6558, LogLevel.Warning, "Call analytics: {Count} results of tables did not come and are not asked for any more")]
    public static partial void PollingGivenUp(ILogger logger, int count);

    [LoggerMessage(6560, LogLevel.Warning,
        "Call analytics: {Manager} is the id of different people of enterprises {Enterprises}, who are one manager to the service: give them manager_id, or their enterprise an extension_prefix")]
    public static partial void SameManager(ILogger logger, string manager, string enterprises);

    [LoggerMessage(6559, LogLevel.Warning, "The call analytics wait: {Message}")]
    public static partial void Waits(ILogger logger, string message);
}
