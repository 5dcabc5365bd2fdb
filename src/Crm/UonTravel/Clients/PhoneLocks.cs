using CallControl.Crm.Contracts;

namespace CallControl.Crm.UonTravel.Clients;

/// <summary>One at a time for each phone: somebody who calls on two lines at once is one client with one lead.</summary>
internal sealed class PhoneLocks
{
    private const int Stripes = 16;

    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1))];

    public async Task<IDisposable> EnterAsync(PhoneNumber phone, CancellationToken cancellation)
    {
        var gate = _locks[(uint)phone.GetHashCode() % Stripes];
        await gate.WaitAsync(cancellation);
        return new Held(gate);
    }

    private sealed class Held(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
