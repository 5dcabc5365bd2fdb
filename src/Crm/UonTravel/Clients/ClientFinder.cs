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

    private static readonly TimeSpan ForNames = TimeSpan.FromMinutes(1);

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
        {
            if (age > TimeSpan.Zero && !known.ForRecovered)
                _known.TryUpdate(phone, known with { ForRecovered = true }, known);
            return known.Client;
        }

        return await AskAsync(phone, age > TimeSpan.Zero, cancellation);
    }

    /// <summary>Whose names are written down: after recovered calls, which come many at a time, as they were a minute ago; after a live one as they are now.</summary>
    public Task<UonClient?> FindForNamesAsync(PhoneNumber phone, CancellationToken cancellation) =>
        FindAsync(phone, _known.TryGetValue(phone, out var known) && known.ForRecovered ? ForNames : TimeSpan.Zero, cancellation);

    /// <summary>As U-ON has him now; null also for somebody who was made a moment ago.</summary>
    public Task<UonClient?> AskAsync(PhoneNumber phone, CancellationToken cancellation) => AskAsync(phone, forRecovered: false, cancellation);

    public void Made(PhoneNumber phone, UonClient client) => Remember(phone, new Known(client, true, false, time.GetTimestamp()));

    /// <summary>After a change, so that nobody gets the client as he was.</summary>
    public void Forget(PhoneNumber phone) => _known.TryRemove(phone, out _);

    /// <summary>The same, for a change of his phones, too. Whom U-ON can't find yet stays: he has no name that could be old.</summary>
    public void Forget(string clientId, IReadOnlyCollection<PhoneNumber> phones)
    {
        foreach (var known in _known.Where(known => !known.Value.IsMade && (known.Value.Client?.Id == clientId || phones.Contains(known.Key))))
            _known.TryRemove(known);
    }

    /// <summary>Waits until U-ON can find a client who was just made: what is made for his phone before, it can't put together with him.</summary>
    /// <param name="madeAt">Null when nobody knows; by the clock of another replica, perhaps.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task UntilIndexedAsync(DateTimeOffset? madeAt, CancellationToken cancellation)
    {
        var past = madeAt is { } at ? time.GetUtcNow() - at : TimeSpan.Zero;
        var rest = past > TimeSpan.Zero ? timings.Index - past : timings.Index;
        return rest > TimeSpan.Zero ? Task.Delay(rest, time, cancellation) : Task.CompletedTask;
    }

    private async Task<UonClient?> AskAsync(PhoneNumber phone, bool forRecovered, CancellationToken cancellation)
    {
        var found = await api.ClientsWithPhoneAsync(phone, cancellation);
        // "Exactly this number" is for U-ON to judge: it compares digits, and so do we when it returns several.
        var client = found.FirstOrDefault(candidate => candidate.Phones(phone.Country).Contains(phone)) ?? (found.Count > 0 ? found[0] : null);
        if (client is not null || !_known.TryGetValue(phone, out var known) || !known.IsMade)
            Remember(phone, new Known(client, false, forRecovered, time.GetTimestamp()));
        return client;
    }

    private void Remember(PhoneNumber phone, Known known)
    {
        if (_known.Count >= MostRemembered)
            _known.Clear();
        _known[phone] = known;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <param name="Client">Null when U-ON knew nobody.</param>
    /// <param name="IsMade">By us, and U-ON may not find him yet.</param>
    /// <param name="ForRecovered">A recovered call has used it.</param>
    /// <param name="At">When he was asked for.</param>
    private sealed record Known(UonClient? Client, bool IsMade, bool ForRecovered, long At);
}
