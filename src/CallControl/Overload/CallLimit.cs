namespace CallControl.Overload;

/// <summary>How much one node may carry.</summary>
/// <param name="MaxCalls">Calls at once; 0 for no limit.</param>
/// <param name="MaxDelay">How long requests may queue at its Asterisk; zero for no limit.</param>
/// <param name="WhenFull">What becomes of further callers.</param>
internal sealed record CallLimit(int MaxCalls, TimeSpan MaxDelay, WhenFull WhenFull)
{
    public static readonly CallLimit None = new(0, TimeSpan.Zero, WhenFull.Busy);

    /// <summary>Which limit is reached, for logs; null for none.</summary>
    public string? Reached(int calls, TimeSpan delay) => Near(calls, delay, percent: 100);

    /// <summary>Of which limit this is at least such a share, for logs; null for none.</summary>
    public string? Near(int calls, TimeSpan delay, int percent)
    {
        if (MaxCalls > 0 && calls * 100L >= MaxCalls * (long)percent)
            return $"{calls} of {MaxCalls} calls";
        return MaxDelay > TimeSpan.Zero && delay * 100 >= MaxDelay * percent ? $"requests to Asterisk wait {delay.TotalMilliseconds:0} ms" : null;
    }
}
