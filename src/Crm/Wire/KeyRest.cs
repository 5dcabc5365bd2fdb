using CallControl.Crm.Contracts;

namespace CallControl.Crm.Wire;

/// <summary>
/// A key that was refused is not tried again for a while; another key makes another account. Vendors lock out who goes on: MoySklad after 200 equal failures in a minute.
/// </summary>
internal sealed class KeyRest(TimeProvider time)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private CrmException? _refused;
    private long _refusedAt;

    public void Remember(CrmException refusal)
    {
        lock (_gate)
        {
            _refused = refusal;
            _refusedAt = time.GetTimestamp();
        }
    }

    public void ThrowIfRefused()
    {
        lock (_gate)
        {
            if (_refused is { } refusal && time.GetElapsedTime(_refusedAt) < Rest)
                throw new CrmException($"{refusal.Message} (a moment ago; not asked again)") { Code = refusal.Code, IsAccountProblem = true };
            _refused = null;
        }
    }
}
