using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CallControl.Recordings;

/// <summary>Measures the room for recordings at start and now and then, and says in <c>/health/ready</c> that it runs out. Calls go on either way.</summary>
internal sealed class RecordingSpaceWatch(
    IOptions<RecordingsOptions> options, RecordingSpace space, TimeProvider time, ILogger<RecordingSpaceWatch> logger) : BackgroundService, IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(space.Room switch
        {
            RecordingRoom.Full => HealthCheckResult.Degraded($"calls are not recorded: {space.Reason}"),
            RecordingRoom.Scarce => HealthCheckResult.Degraded($"room for recordings runs out: {space.Reason}"),
            _ => HealthCheckResult.Healthy(),
        });

    /// <summary>The first call already finds it measured.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Measure();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.Value.SpaceInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
                Measure();
        }
    }

    private void Measure()
    {
        try
        {
            space.Measure();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            logger.RecordingRoomUnknown(unreadable.Message);
        }
    }
}
