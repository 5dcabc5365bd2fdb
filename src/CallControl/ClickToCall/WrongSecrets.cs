using System.Collections.Concurrent;
using System.Net;
using CallControl.Web.Visitors;
using Microsoft.Extensions.Options;

namespace CallControl.ClickToCall;

/// <summary>Keeps a stranger from trying one <c>clientId</c> after another. Counted by this process alone: replicas multiply what is allowed, which does no harm.</summary>
internal sealed class WrongSecrets(IOptions<ClickToCallOptions> options, TimeProvider time)
{
    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Tries> _tries = new(StringComparer.Ordinal);

    public bool IsListenedTo(IPAddress? address)
        => !_tries.TryGetValue(ClientAddress.HouseholdOf(address), out var tries) || IsOver(tries) || tries.Count < options.Value.WrongSecretsPerMinute;

    /// <summary>One more wrong one; true when it is the last that is listened to.</summary>
    public bool Count(IPAddress? address)
    {
        if (_tries.Count >= MostAddresses)
        {
            foreach (var (known, tries) in _tries.Where(entry => IsOver(entry.Value)))
                _tries.TryRemove(known, out _);
        }

        var counted = _tries.AddOrUpdate(
            ClientAddress.HouseholdOf(address), _ => new Tries(time.GetUtcNow(), 1), (_, tries) => IsOver(tries) ? new Tries(time.GetUtcNow(), 1) : tries with { Count = tries.Count + 1 });
        return counted.Count == options.Value.WrongSecretsPerMinute;
    }

    private bool IsOver(Tries tries) => time.GetUtcNow() - tries.Since >= Window;

    private sealed record Tries(DateTimeOffset Since, int Count);
}
