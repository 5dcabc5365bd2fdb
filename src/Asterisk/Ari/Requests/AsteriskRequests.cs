using CallControl.Asterisk.Ari.Model;

namespace CallControl.Asterisk.Ari.Requests;

/// <summary>Requests about the server itself. Source: <c>asterisk.json</c> of the server's api-docs.</summary>
public sealed class AsteriskRequests(IAriTransport transport)
{
    /// <summary>Version, configuration and start time.</summary>
    /// <exception cref="AriRefusedException">503 before Asterisk has fully booted.</exception>
    public async Task<AsteriskInfo> GetInfoAsync(CancellationToken cancellationToken = default)
        => await transport.QueryAsync(new AriRequest(AriMethod.Get, "/asterisk/info"), AriJson.Default.AsteriskInfo, cancellationToken)
            ?? throw new AriTransportException("Asterisk does not know /asterisk/info.");
}
