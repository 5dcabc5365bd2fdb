using CallControl.Crm.Contracts;

namespace CallControl.Crm.RetailCrm.Telephony;

/// <summary>
/// Uploads calls together: while one upload is under way the others gather, and go with the next. Each caller hears what became of its own call, so that nothing is kept
/// here that a restart could lose.
/// </summary>
internal sealed class CallUploader(TelephonyClient telephony) : IDisposable
{
    public const int MostCalls = 50;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();

    /// <returns>False when RetailCRM had the call already; it then keeps what it has.</returns>
    public async Task<bool> UploadAsync(UploadedCall call, CancellationToken cancellation)
    {
        var mine = new Waiting(call);
        lock (_gate)
            _waiting.Enqueue(mine);
        try
        {
            await _turn.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // Whoever comes next may still upload it: the same call twice is one.
            mine.Done.TrySetCanceled(cancellation);
            throw;
        }

        try
        {
            while (!mine.Done.Task.IsCompleted)
            {
                if (Take() is not { Count: > 0 } calls)
                    throw new CrmException("The upload was lost on its way") { IsTransient = true };
                await SendAsync(calls, cancellation);
            }
        }
        finally
        {
            _turn.Release();
        }

        return await mine.Done.Task;
    }

    public void Dispose() => _turn.Dispose();

    private List<Waiting> Take()
    {
        var taken = new List<Waiting>();
        lock (_gate)
        {
            // RetailCRM takes no id twice in one upload.
            while (taken.Count < MostCalls && _waiting.TryPeek(out var next) && !taken.Exists(one => one.Call.ExternalId == next.Call.ExternalId))
            {
                _waiting.Dequeue();
                if (!next.Done.Task.IsCompleted)
                    taken.Add(next);
            }
        }

        return taken;
    }

    private async Task SendAsync(List<Waiting> calls, CancellationToken cancellation)
    {
        try
        {
            var known = await telephony.UploadAsync([.. calls.Select(one => one.Call)], cancellation);
            calls.ForEach(one => one.Done.TrySetResult(!known.Contains(one.Call.ExternalId)));
        }
        catch (CrmException e) when (calls.Count > 1 && e is { IsTransient: false, IsAccountProblem: false })
        {
            // One of them is wrong; it must not take the others with it.
            try
            {
                foreach (var one in calls)
                    await SendAsync([one], cancellation);
            }
            finally
            {
                // Whoever gave up meanwhile took the rest off the line: they have to come again.
                calls.ForEach(one => one.Done.TrySetException(GivenUp()));
            }
        }
#pragma warning disable CA1031 // Whatever it is, each caller throws it himself.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var failure = e is OperationCanceledException ? GivenUp(e) : e;
            calls.ForEach(one => one.Done.TrySetException(failure));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static CrmException GivenUp(Exception? reason = null) => new("The upload was given up", reason!) { IsTransient = true };

    private sealed record Waiting(UploadedCall Call)
    {
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
