using System.Net;

namespace CallControl.Asterisk.Agi;

/// <summary>Where FastAGI is answered, for whom, and how much of it.</summary>
/// <param name="Listen">The address; Asterisk's own default port is 4573.</param>
/// <param name="AllowFrom">Who may ask beside this machine itself: FastAGI knows no password.</param>
/// <param name="Limit">How long a session may take: a caller waits for it.</param>
/// <param name="MostSessions">At the same time; whoever comes beyond that is not answered, and the dialplan goes on.</param>
public sealed record AgiServerOptions(IPEndPoint Listen, IReadOnlyList<IPNetwork> AllowFrom, TimeSpan Limit, int MostSessions)
{
    /// <summary>How long nothing is taken after taking failed.</summary>
    public TimeSpan AfterFailure { get; init; } = TimeSpan.FromMilliseconds(100);

    public bool Allows(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IPAddress.IsLoopback(plain) || AllowFrom.Any(network => network.Contains(plain));
    }
}
