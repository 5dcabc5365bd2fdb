namespace CallControl.Asterisk.Ari.Requests;

/// <summary>Requests for playbacks. Source: <c>playbacks.json</c> of the server's api-docs.</summary>
public sealed class PlaybackRequests(IAriTransport transport)
{
    /// <summary>Stops a playback; <see cref="AriOutcome.Gone"/> when it had ended by itself.</summary>
    public Task<AriOutcome> StopAsync(PlaybackId playback, CancellationToken cancellationToken = default)
        => transport.CommandAsync(new AriRequest(AriMethod.Delete, "/playbacks/{playbackId}", playback.Value), cancellationToken);
}
