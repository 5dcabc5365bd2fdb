namespace CallControl.Numbers;

/// <summary>Event ids 1200-1299. Virtual numbers are public, so they are not masked.</summary>
internal static partial class Log
{
    [LoggerMessage(1200, LogLevel.Debug, "{Number} is leased to listing {ListingId} until {Until:u}")]
    public static partial void Leased(ILogger logger, string number, long listingId, DateTimeOffset until);

    [LoggerMessage(1201, LogLevel.Warning, "No virtual number is free for listing {ListingId}; the next one is in {RetryAfter}")]
    public static partial void PoolEmpty(ILogger logger, long listingId, TimeSpan retryAfter);
}
