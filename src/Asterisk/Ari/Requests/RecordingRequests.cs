using CallControl.Asterisk.Ari.Model;

namespace CallControl.Asterisk.Ari.Requests;

/// <summary>Requests for stored recordings. Source: <c>recordings.json</c> of the server's api-docs.</summary>
public sealed class RecordingRequests(IAriTransport transport)
{
    public async Task<IReadOnlyList<StoredRecording>> ListStoredAsync(CancellationToken cancellationToken = default)
        => await transport.QueryAsync(
            new AriRequest(AriMethod.Get, "/recordings/stored") { MayBeLong = true }, AriJson.Default.StoredRecordingArray, cancellationToken) ?? [];

    public Task<AriOutcome> DeleteStoredAsync(string name, CancellationToken cancellationToken = default)
        => transport.CommandAsync(new AriRequest(AriMethod.Delete, "/recordings/stored/{recordingName}", name), cancellationToken);
}
