namespace CallControl.Delivery;

/// <summary>
/// Leaves an account alone after failures in a row, then lets one event try, and leaves it alone for longer when that fails too. Used by one loop at a time.
/// </summary>
internal sealed class Breaker(DeliveryOptions options, TimeProvider time)
{
    // Vendors lock out accounts that knock on with a wrong key.
    private const int LongerForAccountProblems = 10;

    private DateTimeOffset _openUntil;
    private TimeSpan _lastBreak;

    public int Failures { get; private set; }

    /// <summary>Whether the account failed so often that only single events may try.</summary>
    public bool IsTripped => _lastBreak > TimeSpan.Zero;

    /// <summary>How long nothing may be tried; zero when something may.</summary>
    public TimeSpan Wait => _openUntil - time.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero;

    /// <returns>True when the account had been left alone and answers again.</returns>
    public bool Succeeded()
    {
        var mended = IsTripped;
        (Failures, _lastBreak, _openUntil) = (0, TimeSpan.Zero, default);
        return mended;
    }

    /// <returns>How long the account is left alone from now; null when it isn't (yet).</returns>
    public TimeSpan? Failed(bool isAccountProblem)
    {
        Failures++;
        if (Wait > TimeSpan.Zero)
            return null; // others of the same moment
        if (!isAccountProblem && !IsTripped && Failures < options.FailuresToBreak)
            return null;
        var factor = isAccountProblem ? LongerForAccountProblems : 1;
        var next = _lastBreak > TimeSpan.Zero ? _lastBreak * 2 : options.FirstBreak * factor;
        var longest = options.LongestBreak * factor;
        _lastBreak = next < longest ? next : longest;
        _openUntil = time.GetUtcNow() + _lastBreak;
        return _lastBreak;
    }
}
