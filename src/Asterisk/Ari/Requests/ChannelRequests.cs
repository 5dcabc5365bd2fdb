using CallControl.Asterisk.Ari.Model;

namespace CallControl.Asterisk.Ari.Requests;

/// <summary>Requests for channels. Source: <c>channels.json</c> of the server's api-docs.</summary>
public sealed class ChannelRequests(IAriTransport transport)
{
    /// <summary>All channels of the server, about 600 bytes each: never over the websocket of a busy server, see <see cref="AriRequest.MayBeLong"/>.</summary>
    public async Task<IReadOnlyList<Channel>> ListAsync(CancellationToken cancellationToken = default)
        => await transport.QueryAsync(new AriRequest(AriMethod.Get, "/channels") { MayBeLong = true }, AriJson.Default.ChannelArray, cancellationToken) ?? [];

    /// <summary>The channel, or null when it has gone.</summary>
    public Task<Channel?> FindAsync(ChannelId channel, CancellationToken cancellationToken = default)
        => transport.QueryAsync(
            new AriRequest(AriMethod.Get, "/channels/{channelId}", channel.Value), AriJson.Default.Channel, cancellationToken);

    /// <summary>
    /// Creates a channel and dials it in one request; it enters the application when it is answered. Until then the application hears
    /// ChannelStateChange and, if it comes to nothing, ChannelDestroyed with the cause. <see cref="AriOutcome.Gone"/> means that the id is taken.
    /// </summary>
    public Task<AriOutcome> OriginateAsync(ChannelId channel, OriginateParameters parameters, CancellationToken cancellationToken = default)
        => transport.CommandAsync(
            new AriRequest(AriMethod.Post, "/channels/{channelId}", channel.Value)
                .With("endpoint", parameters.Endpoint)
                .With("app", parameters.App)
                .With("appArgs", parameters.AppArgs)
                .With("callerId", parameters.CallerId)
                .With("timeout", parameters.TimeoutSeconds)
                .With("originator", parameters.Originator?.Value)
                .With("formats", parameters.Formats)
                .With("variables", parameters.Variables),
            cancellationToken);

    /// <summary>Creates a channel in the application without dialling it, so that it can be set up first; see <see cref="DialAsync"/>.</summary>
    public Task<AriOutcome> CreateAsync(
        ChannelId channel, string endpoint, string app, string? appArgs = null, IReadOnlyDictionary<string, string>? variables = null,
        CancellationToken cancellationToken = default)
        => transport.CommandAsync(
            new AriRequest(AriMethod.Post, "/channels/create")
                .With("channelId", channel.Value)
                .With("endpoint", endpoint)
                .With("app", app)
                .With("appArgs", appArgs)
                .With("variables", variables),
            cancellationToken);

    /// <param name="channel">A channel made by <see cref="CreateAsync"/>.</param>
    /// <param name="caller">The channel on whose behalf is dialled.</param>
    /// <param name="timeoutSeconds">How long it may ring; Asterisk has no limit of its own.</param>
    /// <param name="cancellationToken">Stops waiting for the answer, not the dialling.</param>
    public Task<AriOutcome> DialAsync(ChannelId channel, ChannelId? caller, int timeoutSeconds, CancellationToken cancellationToken = default)
        => transport.CommandAsync(
            new AriRequest(AriMethod.Post, "/channels/{channelId}/dial", channel.Value)
                .With("caller", caller?.Value)
                .With("timeout", timeoutSeconds),
            cancellationToken);

    public Task<AriOutcome> AnswerAsync(ChannelId channel, CancellationToken cancellationToken = default)
        => transport.CommandAsync(new AriRequest(AriMethod.Post, "/channels/{channelId}/answer", channel.Value) { AlsoMeansGone = 500 }, cancellationToken);

    /// <summary>Signals ringing (180) to a channel that is not answered yet.</summary>
    public Task<AriOutcome> RingAsync(ChannelId channel, CancellationToken cancellationToken = default)
        => transport.CommandAsync(new AriRequest(AriMethod.Post, "/channels/{channelId}/ring", channel.Value), cancellationToken);

    /// <param name="channel">The channel to end.</param>
    /// <param name="reasonCode">Q.850 cause; null for a normal clearing.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    public Task<AriOutcome> HangUpAsync(ChannelId channel, int? reasonCode = null, CancellationToken cancellationToken = default)
        => transport.CommandAsync(
            Reason(new AriRequest(AriMethod.Delete, "/channels/{channelId}", channel.Value), reasonCode), cancellationToken);

    /// <summary>Plays media to the channel. A missing file shows only in the state of PlaybackFinished.</summary>
    /// <param name="channel">Who hears it.</param>
    /// <param name="playback">The id it gets.</param>
    /// <param name="media">Media URIs played one after another: <c>sound:/folder/name</c> without extension, <c>tone:ring;tonezone=ru</c> …</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    public Task<AriOutcome> PlayAsync(
        ChannelId channel, PlaybackId playback, IReadOnlyList<string> media, CancellationToken cancellationToken = default)
        => transport.CommandAsync(
            new AriRequest(AriMethod.Post, "/channels/{channelId}/play/{playbackId}", channel.Value, playback.Value)
                .With("media", media),
            cancellationToken);

    /// <summary>Sends keys to the party.</summary>
    public Task<AriOutcome> SendDtmfAsync(ChannelId channel, string digits, CancellationToken cancellationToken = default)
        => transport.CommandAsync(
            new AriRequest(AriMethod.Post, "/channels/{channelId}/dtmf", channel.Value).With("dtmf", digits), cancellationToken);

    /// <summary>Hands the channel back to the dialplan.</summary>
    public Task<AriOutcome> ContinueAsync(
        ChannelId channel, string? context = null, string? extension = null, int? priority = null, CancellationToken cancellationToken = default)
        => transport.CommandAsync(
            new AriRequest(AriMethod.Post, "/channels/{channelId}/continue", channel.Value)
                .With("context", context)
                .With("extension", extension)
                .With("priority", priority),
            cancellationToken);

    /// <summary>By a word where there is one: Asterisk 16 knows no <c>reason_code</c>, and says nothing when it is given one.</summary>
    private static AriRequest Reason(AriRequest request, int? code) => code switch
    {
        1 => request.With("reason", "unallocated"),
        17 => request.With("reason", "busy"),
        21 => request.With("reason", "rejected"),
        34 => request.With("reason", "congestion"),
        _ => request.With("reason_code", code),
    };
}
