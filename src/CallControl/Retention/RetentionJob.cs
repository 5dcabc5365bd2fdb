using CallControl.Delivery;
using Microsoft.Extensions.Options;

namespace CallControl.Retention;

/// <summary>Runs the sweep once a night.</summary>
internal sealed class RetentionJob(
    RetentionSweep sweep, IOptions<RetentionOptions> options, IOptions<DeliveryOptions> delivery, TimeProvider time, ILogger<RetentionJob> logger)
    : PeriodicService(time)
{
    protected override TimeSpan Pause => Until(options.Value.At, Time.GetUtcNow());

    /// <summary>How long from <paramref name="now"/> to the next <paramref name="at"/> (UTC); a whole day when it is that very moment.</summary>
    public static TimeSpan Until(TimeOnly at, DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + at.ToTimeSpan();
        return (today > now ? today : today.AddDays(1)) - now;
    }

    public override Task RunAsync(CancellationToken cancellation) => sweep.RunAsync(cancellation);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value is { CallTracking: null, Recordings: null })
            return Task.CompletedTask;
        // Not an error: without CRMs nobody waits for them.
        if (options.Value.Recordings is { } kept && kept < delivery.Value.GiveUpAfter)
            Log.RecordingsGoEarly(logger, kept, delivery.Value.GiveUpAfter);
        return base.ExecuteAsync(stoppingToken);
    }

    protected override void OnFailed(Exception failure) => Log.SweepFailed(logger, failure);
}
