namespace CallControl;

/// <summary>Work done in rounds until the program ends. A round that fails is told of and does not end the rounds.</summary>
internal abstract class PeriodicService(TimeProvider time) : BackgroundService
{
    /// <summary>How long from now, the end of a round, to the next one.</summary>
    protected abstract TimeSpan Pause { get; }

    protected TimeProvider Time { get; } = time;

    /// <summary>Whether the first round comes at the start, not a pause later.</summary>
    protected virtual bool StartsAtOnce => false;

    /// <summary>One round.</summary>
    public abstract Task RunAsync(CancellationToken cancellation);

    protected abstract void OnFailed(Exception failure);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (StartsAtOnce)
            await TryRunAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await TryRunAsync(stoppingToken);
        }
    }

    protected async Task TryRunAsync(CancellationToken cancellation)
    {
        try
        {
            if (!cancellation.IsCancellationRequested)
                await RunAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program ends.
        }
#pragma warning disable CA1031 // The loop's edge: what is wrong with one round must not end the rounds.
        catch (Exception e)
#pragma warning restore CA1031
        {
            OnFailed(e);
        }
    }
}
