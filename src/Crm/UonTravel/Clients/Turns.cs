using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CallControl.Crm.Contracts;

namespace CallControl.Crm.UonTravel.Clients;

/// <summary>
/// Whose turn it is to make something that two calls of one client would each make, over all replicas: U-ON finds what is made only a while later. Kept where notes of calls
/// are kept, as if the thing were a call.
/// </summary>
/// <param name="memory">Of calls.</param>
/// <param name="account">The key of the account at U-ON; only a hash of it is kept.</param>
/// <param name="timings">How long U-ON needs.</param>
/// <param name="time">The clock.</param>
internal sealed class Turns(ICallMemory memory, string account, UonTravelTimings timings, TimeProvider time)
{
    // Ten times as long as U-ON is known to need.
    private const int Margin = 10;

    /// <summary>How long a thing that was made may not be found.</summary>
    public TimeSpan Recent => timings.Index * Margin;

    /// <summary>Where notes about a thing are kept.</summary>
    public Guid PlaceOf(string thing) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{account} {thing}")).AsSpan(0, 16));

    /// <returns>False when it was somebody else's turn a moment ago, and what he makes may not be found yet.</returns>
    public async Task<bool> TakeAsync(string thing, CancellationToken cancellation)
    {
        var place = PlaceOf(thing);
        var span = time.GetUtcNow().Ticks / Recent.Ticks;
        // Counting is the one thing the memory does for one at a time. Before and after the border of two spans is "a moment ago", too.
        return await memory.NextAsync(place, KeyOf(span), cancellation) == 1 && await memory.FindAsync(place, KeyOf(span - 1), cancellation) is null;
    }

    private static string KeyOf(long span) => string.Create(CultureInfo.InvariantCulture, $"turn {span}");
}
