using CallControl.Delivery;
using Microsoft.Extensions.Options;

namespace CallControl.Retention;

/// <summary>Runs the sweep once a night.</summary>
internal sealed class RetentionJob(
    RetentionSweep sweep, IOptions<RetentionOptions> options, IOptions<DeliveryOptions> delivery, TimeProvider time, ILogger<RetentionJob> logger) : BackgroundService
{
    /// <summary>How long from <paramref name="now"/> to the next <paramref name="at"/> (UTC); a whole day when it is that very moment.</summary>
    public static TimeSpan Until(TimeOnly at, DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + at.ToTimeSpan();
        return (today > now ? today : today.AddDays(1)) - now;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value is { CallTracking: null, Recordings: null })
            return;
        // Not an error: without CRMs nobody waits for them.
        if (options.Value.Recordings is { } kept && kept < delivery.Value.GiveUpAfter)
            Log.RecordingsGoEarly(logger, kept, delivery.Value.GiveUpAfter);
        try
        {
            while (true)
            {
                await Task.Delay(Until(options.Value.At, time.GetUtcNow()), time, stoppingToken);
                await SweepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is deleted the next night.
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await sweep.RunAsync(stoppingToken);
        }
#pragma warning disable CA1031 // The loop's edge: a database that is away tonight must not end the clean-up for good.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.SweepFailed(logger, failure);
        }
    }
}
