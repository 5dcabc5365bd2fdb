using CallControl.Asterisk.Ari.Model;

namespace CallControl.Asterisk.Ari.Requests;

/// <summary>Requests for bridges. Source: <c>bridges.json</c> of the server's api-docs.</summary>
public sealed class BridgeRequests(IAriTransport transport)
{
    /// <inheritdoc cref="ChannelRequests.ListAsync"/>
    public async Task<IReadOnlyList<Bridge>> ListAsync(CancellationToken cancellationToken = default)
        => await transport.QueryAsync(new AriRequest(AriMethod.Get, "/bridges") { MayBeLong = true }, AriJson.Default.BridgeArray, cancellationToken) ?? [];

    /// <summary>The bridge, or null when it has gone.</summary>
    public Task<Bridge?> FindAsync(BridgeId bridge, CancellationToken cancellationToken = default)
        => transport.QueryAsync(new AriRequest(AriMethod.Get, "/bridges/{bridgeId}", bridge.Value), AriJson.Default.Bridge, cancellationToken);

    /// <summary>Creates a mixing bridge; Asterisk itself takes the cheapest technology that two channels allow.</summary>
    public Task<AriOutcome> CreateAsync(BridgeId bridge, string? name = null, CancellationToken cancellationToken = default)
        => transport.CommandAsync(
            new AriRequest(AriMethod.Post, "/bridges/{bridgeId}", bridge.Value).With("type", "mixing").With("name", name), cancellationToken);

    /// <param name="bridge">The bridge.</param>
    /// <param name="channels">Channels of the application; one request takes several.</param>
    /// <param name="inhibitConnectedLineUpdates">Keeps the other party's number off the display.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    public Task<AriOutcome> AddChannelsAsync(
        BridgeId bridge, IReadOnlyList<ChannelId> channels, bool inhibitConnectedLineUpdates, CancellationToken cancellationToken = default)
        => transport.CommandAsync(
            // A channel that has gone is 400 here ("Channel not found"), not 404.
            new AriRequest(AriMethod.Post, "/bridges/{bridgeId}/addChannel", bridge.Value) { AlsoMeansGone = 400 }
                .With("channel", channels.Select(channel => channel.Value))
                .With("inhibitConnectedLineUpdates", inhibitConnectedLineUpdates),
            cancellationToken);

    /// <summary>Bridges outlive their channels: every one that was created must be destroyed.</summary>
    public Task<AriOutcome> DestroyAsync(BridgeId bridge, CancellationToken cancellationToken = default)
        => transport.CommandAsync(new AriRequest(AriMethod.Delete, "/bridges/{bridgeId}", bridge.Value), cancellationToken);
}
