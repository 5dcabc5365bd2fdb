namespace CallControl.Telemetry;

/// <summary>Log messages of metrics and traces, events 2600-2699.</summary>
internal static partial class Log
{
    [LoggerMessage(2600, LogLevel.Information, "Telemetry: metrics and {Share:P0} of the calls' traces go to {Endpoint} ({Protocol})")]
    public static partial void Exporting(ILogger logger, string endpoint, OtlpProtocol protocol, double share);

    [LoggerMessage(2601, LogLevel.Warning, "Telemetry: a gauge failed: {Reason}")]
    public static partial void GaugeFailed(ILogger logger, string reason);

    [LoggerMessage(2602, LogLevel.Warning, "Telemetry: {Instrument} has more than {Limit} series; further ones are counted together")]
    public static partial void TooManySeries(ILogger logger, string instrument, int limit);
}
