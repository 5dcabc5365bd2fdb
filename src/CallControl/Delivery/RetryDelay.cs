namespace CallControl.Delivery;

/// <summary>How long to wait before an event is tried again.</summary>
internal static class RetryDelay
{
    /// <param name="attempt">1 after the first.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="asked">What the vendor asks for; never undercut.</param>
    public static TimeSpan After(int attempt, DeliveryOptions options, TimeSpan? asked)
    {
        var bound = Math.Min(options.LongestRetry.TotalMilliseconds, options.FirstRetry.TotalMilliseconds * Math.Pow(2, Math.Min(attempt - 1, 30)));
        // Jitter: events that failed together must not come back together.
        var own = TimeSpan.FromMilliseconds(bound * (0.5 + (Random.Shared.NextDouble() / 2)));
        if (asked is not { } least)
            return own;
        var spread = least + TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(1000, least.TotalMilliseconds / 10));
        return spread > own ? spread : own;
    }
}
