using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Link;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Processes;

namespace CallControl.TestKit.Lab;

/// <summary>One Asterisk as it sees itself, whatever CallControl thinks.</summary>
internal sealed class AsteriskObserver(AsteriskInstance server, HttpClient http)
{
    public AriClient Ari { get; } = new(new AriHttpTransport(http, LinkTo(server), TimeProvider.System));

    /// <exception cref="TimeoutException">Something is left; the message says what.</exception>
    public async Task WaitUntilQuietAsync()
    {
        try
        {
            await Poll.UntilAsync(
                async () => (await Ari.Channels.ListAsync()).Count == 0 && (await Ari.Bridges.ListAsync()).Count == 0,
                TimeSpan.FromSeconds(10), $"{server.Name} has no channel and no bridge left");
        }
        catch (TimeoutException timeout)
        {
            var left = (await Ari.Channels.ListAsync()).Select(channel => $"{channel.Id} {channel.Name} {channel.State}")
                .Concat((await Ari.Bridges.ListAsync()).Select(bridge => $"bridge {bridge.Id} of {bridge.Channels.Count}"));
            throw new TimeoutException($"{timeout.Message}: {string.Join("; ", left)}", timeout);
        }
    }

    private static AriLinkOptions LinkTo(AsteriskInstance server) => new()
    {
        Node = server.Name,
        Application = "observer",
        User = server.AriUser,
        Password = server.AriPassword,
        HttpUrl = new Uri($"http://{server.IpAddress}:{server.HttpPort}"),
    };
}
