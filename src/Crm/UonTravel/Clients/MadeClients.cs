using System.Globalization;
using CallControl.Crm.Contracts;

namespace CallControl.Crm.UonTravel.Clients;

/// <summary>Who was made a moment ago, for all replicas: two calls of one stranger at once may be told by two of them, and U-ON finds him only a second later.</summary>
internal sealed class MadeClients(ICallMemory memory, Turns turns, UonTravelTimings timings, TimeProvider time)
{
    private const string Key = "made";

    private const int LooksInAnIndexing = 4;

    /// <returns>Null when nobody was made lately.</returns>
    public async Task<ClientNote?> FindAsync(PhoneNumber phone, CancellationToken cancellation) =>
        (await memory.FindAsync(turns.PlaceOf(ThingOf(phone)), Key, cancellation))?.Split(' ') is [var at, var id]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var made)
        && DateTimeOffset.FromUnixTimeMilliseconds(made) is var madeAt && time.GetUtcNow() - madeAt < turns.Recent
            ? new ClientNote(id, MadeAt: madeAt)
            : null;

    /// <summary>To be asked before one is made.</summary>
    /// <returns>Whom another line of the same stranger is making at this moment; null when it is for this call to make him, or that comes to nothing.</returns>
    public async Task<ClientNote?> OfAnotherLineAsync(PhoneNumber phone, CancellationToken cancellation)
    {
        if (await turns.TakeAsync(ThingOf(phone), cancellation))
            return null;
        var from = time.GetTimestamp();
        ClientNote? made;
        while ((made = await FindAsync(phone, cancellation)) is null && time.GetElapsedTime(from) < timings.Card)
            await Task.Delay(timings.Index / LooksInAnIndexing, time, cancellation);
        return made;
    }

    public Task NoteAsync(PhoneNumber phone, string id, DateTimeOffset at, CancellationToken cancellation) => memory.SetAsync(
        turns.PlaceOf(ThingOf(phone)), Key, string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeMilliseconds()} {id}"), cancellation);

    private static string ThingOf(PhoneNumber phone) => "client " + phone.Digits;
}
