namespace CallControl.Bench.Load;

/// <summary>Calls that stay until this is disposed.</summary>
internal sealed class StandingCalls(Func<Task> end) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await end();
}
