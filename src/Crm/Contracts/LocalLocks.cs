namespace CallControl.Crm.Contracts;

/// <summary>Locks of this process alone. A few things share one lock, so that there is nothing to tidy up.</summary>
public sealed class LocalLocks : ICrmLocks
{
    private const int Stripes = 16;

    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1))];

    public async ValueTask<IAsyncDisposable> EnterAsync(string account, string what, CancellationToken cancellation)
    {
        var gate = _locks[(uint)HashCode.Combine(account, what) % Stripes];
        await gate.WaitAsync(cancellation);
        return new Held(gate);
    }

    private sealed class Held(SemaphoreSlim gate) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            gate.Release();
            return ValueTask.CompletedTask;
        }
    }
}
