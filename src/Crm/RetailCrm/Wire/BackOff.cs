namespace CallControl.Crm.RetailCrm.Wire;

/// <summary>RetailCRM doesn't say how long to wait after "too many"; its own clients begin with a moment and double it while it goes on.</summary>
/// <param name="first">The first pause.</param>
/// <param name="time">The clock.</param>
internal sealed class BackOff(TimeSpan first, TimeProvider time)
{
    private const int MostDoublings = 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private int _pauses;
    private DateTimeOffset _until;

    /// <summary>One more refusal: how long to wait. Those of one burst are one sign.</summary>
    public TimeSpan Next()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now < _until)
                return _until - now;
            var pause = first * Math.Pow(2, Math.Min(_pauses++, MostDoublings));
            pause = pause < Longest ? pause : Longest;
            _until = now + pause;
            return pause;
        }
    }

    /// <summary>RetailCRM answers. An answer to what was sent before the pause says nothing.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            if (time.GetUtcNow() >= _until)
                _pauses = 0;
        }
    }
}
