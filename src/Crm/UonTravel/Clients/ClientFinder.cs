using System.Collections.Concurrent;
using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel.Api;

namespace CallControl.Crm.UonTravel.Clients;

/// <summary>
/// Finds clients by phone. What was found is remembered for a while, for recovered calls: they come many at a time, and each number is asked for once. A client who was
/// made a moment ago is remembered because U-ON can't find him yet.
/// </summary>
internal sealed class ClientFinder(UonApi api, UonTravelTimings timings, TimeProvider time)
{
    public static readonly TimeSpan ForRecovered = TimeSpan.FromMinutes(5);

    private const int MostRemembered = 10_000;

    // Ten times as long as U-ON is known to need.
    private const int IndexMargin = 10;

    private readonly ConcurrentDictionary<PhoneNumber, Known> _known = new();

    /// <param name="phone">Whose.</param>
    /// <param name="age">How old an answer may be.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null when U-ON knows nobody with this phone.</returns>
    public async Task<UonClient?> FindAsync(PhoneNumber phone, TimeSpan age, CancellationToken cancellation)
    {
        if (_known.TryGetValue(phone, out var known) && time.GetElapsedTime(known.At) is var past && past < (known.IsMade ? Longer(age, timings.Index * IndexMargin) : age))
            return known.Client;
        return await AskAsync(phone, cancellation);
    }

    /// <summary>As U-ON has him now; null also for somebody who was made a moment ago.</summary>
    public async Task<UonClient?> AskAsync(PhoneNumber phone, CancellationToken cancellation)
    {
        var found = await api.ClientsWithPhoneAsync(phone, cancellation);
        // "Exactly this number" is for U-ON to judge: it compares digits, and so do we when it returns several.
        var client = found.FirstOrDefault(candidate => candidate.Phones(phone.Country).Contains(phone)) ?? (found.Count > 0 ? found[0] : null);
        if (client is not null || !_known.TryGetValue(phone, out var known) || !known.IsMade)
            Remember(phone, client, made: false);
        return client;
    }

    public void Made(PhoneNumber phone, UonClient client) => Remember(phone, client, made: true);

    /// <summary>After a change, so that nobody gets the client as he was.</summary>
    public void Forget(PhoneNumber phone) => _known.TryRemove(phone, out _);

    /// <summary>Waits until U-ON can find a client who was just made: what is made for his phone before, it can't put together with him.</summary>
    public Task UntilIndexedAsync(PhoneNumber phone, CancellationToken cancellation)
    {
        // Made by another process: nobody knows when.
        var rest = _known.TryGetValue(phone, out var known) && known.IsMade ? timings.Index - time.GetElapsedTime(known.At) : timings.Index;
        return rest > TimeSpan.Zero ? Task.Delay(rest, time, cancellation) : Task.CompletedTask;
    }

    private void Remember(PhoneNumber phone, UonClient? client, bool made)
    {
        if (_known.Count >= MostRemembered)
            _known.Clear();
        _known[phone] = new Known(client, made, time.GetTimestamp());
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private sealed record Known(UonClient? Client, bool IsMade, long At);
}
