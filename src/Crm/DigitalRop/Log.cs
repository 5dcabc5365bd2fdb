using CallControl.Crm.DigitalRop.Calls;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.DigitalRop;

/// <summary>Log messages of the call analytics, events 4400-4449.</summary>
internal static partial class Log
{
    [LoggerMessage(4400, LogLevel.Information, "Call {Call}: sent for analysis as a call of manager {Manager} ({State})")]
    public static partial void Sent(ILogger logger, Guid call, string manager, AnalysisState state);

    [LoggerMessage(4401, LogLevel.Information, "Call {Call}: not sent for analysis: {Reason}")]
    public static partial void Skipped(ILogger logger, Guid call, string reason);

    [LoggerMessage(4402, LogLevel.Warning, "Call {Call}: sent for analysis without its deal: {Message}")]
    public static partial void DealNotLearnt(ILogger logger, Guid call, string message);
}
