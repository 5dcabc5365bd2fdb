namespace CallControl.Overload;

/// <summary>How much one node may carry.</summary>
/// <param name="MaxCalls">Calls at once; 0 for no limit.</param>
/// <param name="WhenFull">What becomes of further callers.</param>
internal sealed record CallLimit(int MaxCalls, WhenFull WhenFull)
{
    public static readonly CallLimit None = new(0, WhenFull.Busy);

    public bool IsReached(int calls) => MaxCalls > 0 && calls >= MaxCalls;

    /// <summary>Whether so many calls are at least this share of the limit.</summary>
    public bool IsNear(int calls, int percent) => MaxCalls > 0 && calls * 100L >= MaxCalls * (long)percent;
}
