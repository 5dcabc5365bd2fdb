using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CallControl.Recordings;

/// <summary>Measures the room for recordings at start and now and then, and says in <c>/health/ready</c> that it runs out. Calls go on either way.</summary>
internal sealed class RecordingSpaceWatch(
    IOptions<RecordingsOptions> options, RecordingSpace space, TimeProvider time, ILogger<RecordingSpaceWatch> logger)
    : PeriodicService(time), IHealthCheck
{
    protected override TimeSpan Pause => options.Value.SpaceInterval;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(space.Room switch
        {
            RecordingRoom.Full => HealthCheckResult.Degraded($"calls are not recorded: {space.Reason}"),
            RecordingRoom.Scarce => HealthCheckResult.Degraded($"room for recordings runs out: {space.Reason}"),
            _ => HealthCheckResult.Healthy(),
        });

    /// <summary>The first call already finds it measured.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryRunAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override Task RunAsync(CancellationToken cancellation)
    {
        space.Measure();
        return Task.CompletedTask;
    }

    protected override void OnFailed(Exception failure) => logger.RecordingRoomUnknown(failure.Message);
}
