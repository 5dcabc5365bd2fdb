using CallControl.Asterisk.Ari.Link;
using CallControl.Asterisk.Ari.Model;

namespace CallControl.Asterisk.Ari.Requests;

/// <summary>Requests for Stasis applications. Source: <c>applications.json</c> of the server's api-docs.</summary>
public sealed class ApplicationRequests(IAriTransport transport)
{
    /// <summary>The application, or null when it is not registered. About 50 bytes for each of its channels, so that 3,000 calls fit into one message of the websocket.</summary>
    public Task<Application?> FindAsync(string name, CancellationToken cancellationToken = default)
        => transport.QueryAsync(
            new AriRequest(AriMethod.Get, "/applications/{applicationName}", name) { MayBeLong = true }, AriJson.Default.Application, cancellationToken);

    /// <summary>
    /// Leaves out every event whose type is not named: unread events cost both sides CPU. The answers to requests over the websocket
    /// are messages of the application too and would be left out with the rest (22.10.1), so they are always allowed.
    /// </summary>
    public Task<AriOutcome> AllowEventsAsync(string name, IEnumerable<string> types, CancellationToken cancellationToken = default)
        => transport.CommandAsync(EventFilter(name, types), cancellationToken);

    // {"allowed":[{"type":"StasisStart"},…]} is the body itself, not a parameter of it (the parameter is called "filter" in the api-docs).
    private static AriRequest EventFilter(string name, IEnumerable<string> types)
        => new(AriMethod.Put, "/applications/{applicationName}/eventFilter", name)
        {
            RawBody = $$"""{"allowed":[{{string.Join(',', types.Append(RestFrames.ResponseType).Select(t => $$"""{"type":"{{t}}"}"""))}}]}""",
        };
}
