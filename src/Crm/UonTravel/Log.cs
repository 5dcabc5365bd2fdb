using Microsoft.Extensions.Logging;

namespace CallControl.Crm.UonTravel;

/// <summary>Log messages of U-ON, events 4200-4249.</summary>
internal static partial class Log
{
    [LoggerMessage(4201, LogLevel.Information, "Call {Call}: unknown to U-ON (making clients: {CreateClient})")]
    public static partial void ClientUnknown(ILogger logger, Guid call, bool createClient);

    [LoggerMessage(4202, LogLevel.Information, "Call {Call}: client {Client} made in U-ON")]
    public static partial void ClientMade(ILogger logger, Guid call, string client);

    [LoggerMessage(4203, LogLevel.Warning, "Call {Call}: what U-ON knows of the client was not learnt, the pop-up does without: {Message}")]
    public static partial void NotLearnt(ILogger logger, Guid call, string message);

    [LoggerMessage(4204, LogLevel.Information, "Call {Call}: pop-up shown to manager {Manager} at extension {Extension}")]
    public static partial void Shown(ILogger logger, Guid call, string manager, string extension);

    [LoggerMessage(4205, LogLevel.Warning, "Call {Call}: U-ON refused a pop-up for manager {Manager}: {Message}")]
    public static partial void PopUpRefused(ILogger logger, Guid call, string manager, string message);

    [LoggerMessage(4206, LogLevel.Information, "Call {Call}: lead {Lead} made in U-ON")]
    public static partial void LeadMade(ILogger logger, Guid call, string lead);

    [LoggerMessage(4207, LogLevel.Information, "Call {Call}: lead {Lead} has status {Status} now")]
    public static partial void StatusChanged(ILogger logger, Guid call, string lead, string status);

    [LoggerMessage(4208, LogLevel.Information, "Call {Call}: manager {Manager} attached to {What}")]
    public static partial void ManagerAttached(ILogger logger, Guid call, string manager, string what);

    [LoggerMessage(4209, LogLevel.Warning, "Call {Call}: U-ON refused client, lead, manager or record; the rest is done all the same: {Message}")]
    public static partial void Refused(ILogger logger, Guid call, string message);

    [LoggerMessage(4210, LogLevel.Warning, "Call {Call}: its recording came after its record, which U-ON does not let us change")]
    public static partial void RecordingTooLate(ILogger logger, Guid call);

    [LoggerMessage(4211, LogLevel.Warning, "Call {Call}: U-ON refused its record, which is tried without manager {Manager}: {Message}")]
    public static partial void RecordedWithoutManager(ILogger logger, Guid call, string manager, string message);
}
