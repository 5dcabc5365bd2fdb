using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Link;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Processes;

namespace CallControl.TestKit.Lab;

/// <summary>One Asterisk as it sees itself, whatever CallControl thinks.</summary>
internal sealed class AsteriskObserver(AsteriskInstance server, HttpClient http)
{
    public AriClient Ari { get; } = new(new AriHttpTransport(http, LinkTo(server), TimeProvider.System));

    public Task WaitUntilQuietAsync() => Poll.UntilAsync(
        async () => (await Ari.Channels.ListAsync()).Count == 0 && (await Ari.Bridges.ListAsync()).Count == 0,
        TimeSpan.FromSeconds(10), $"{server.Name} has no channel and no bridge left");

    private static AriLinkOptions LinkTo(AsteriskInstance server) => new()
    {
        Node = server.Name,
        Application = "observer",
        User = server.AriUser,
        Password = server.AriPassword,
        HttpUrl = new Uri($"http://{server.IpAddress}:{server.HttpPort}"),
    };
}
