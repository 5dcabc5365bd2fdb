namespace CallControl.Asterisk.Ari.Requests;

/// <summary>Carries requests to one Asterisk.</summary>
public interface IAriTransport
{
    /// <summary>
    /// Sends a request and waits for its answer. Requests leave in the order of the calls, also when the callers don't wait for the answers.
    /// </summary>
    /// <exception cref="AriTransportException">There is no connection, it broke, or the answer did not come in time.</exception>
    Task<AriResponse> SendAsync(AriRequest request, CancellationToken cancellationToken);
}
