namespace CallControl.Storage;

/// <summary>What a loop waits for between its looks: that something may have changed, or that it is time. Many calls are one look.</summary>
internal sealed class WakeUp(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _calls = new(0);

    public void Call() => _calls.Release();

    /// <summary>Returns at once when it was called since the last look.</summary>
    /// <param name="longest">After this it is time in any case; <see cref="Timeout.InfiniteTimeSpan"/> for never.</param>
    /// <param name="stopping">The program ends.</param>
    public async Task WaitAsync(TimeSpan longest, CancellationToken stopping)
    {
        using var pause = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, stopping);
        try
        {
            await _calls.WaitAsync(either.Token);
            while (await _calls.WaitAsync(0, stopping))
            {
                // Another call for the same look.
            }
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // It is time.
        }
    }

    public void Dispose() => _calls.Dispose();
}
