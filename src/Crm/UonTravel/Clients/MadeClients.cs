using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CallControl.Crm.Contracts;

namespace CallControl.Crm.UonTravel.Clients;

/// <summary>
/// Who was made a moment ago, for all replicas: two calls of one stranger at once may be told by two of them, and U-ON finds him only a second later. Kept where notes of
/// calls are kept, as if the phone were a call.
/// </summary>
/// <param name="memory">Of calls.</param>
/// <param name="account">The key of the account at U-ON; only a hash of it is kept.</param>
/// <param name="timings">How long U-ON needs.</param>
/// <param name="time">The clock.</param>
internal sealed class MadeClients(ICallMemory memory, string account, UonTravelTimings timings, TimeProvider time)
{
    private const string Key = "made";

    // Ten times as long as U-ON is known to need.
    private const int Margin = 10;

    /// <returns>His id; null when nobody was made lately.</returns>
    public async Task<string?> FindAsync(PhoneNumber phone, CancellationToken cancellation) =>
        (await memory.FindAsync(PlaceOf(phone), Key, cancellation))?.Split(' ') is [var at, var id]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var made)
        && time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(made) < timings.Index * Margin
            ? id
            : null;

    public Task NoteAsync(PhoneNumber phone, string id, CancellationToken cancellation) => memory.SetAsync(
        PlaceOf(phone), Key, string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().ToUnixTimeMilliseconds()} {id}"), cancellation);

    private Guid PlaceOf(PhoneNumber phone) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"client {account} {phone.Digits}")).AsSpan(0, 16));
}
