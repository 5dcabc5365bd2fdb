using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using CallControl.Asterisk.Ari.Link;
using Microsoft.AspNetCore.Connections.Features;

namespace CallControl.Nodes;

/// <summary>
/// Where Asterisk connects to us: <c>GET /ari/NODE</c>, a websocket of the protocol <c>ari</c>, with the user and password of
/// <c>websocket_client.conf</c> as Basic credentials.
/// </summary>
internal static class OutboundLinkEndpoint
{
    // Asterisk (22.10.1) reads the answer to its handshake through a buffer: what comes right behind it lies there unseen until more comes, which
    // is the next ping. Requests are sent only when it has read that far; events come meanwhile and wait.
    private static readonly TimeSpan HandshakeRest = TimeSpan.FromMilliseconds(100);

    public static void MapOutboundLink(this WebApplication app)
    {
        app.UseWebSockets();
        app.MapGet("/ari/{node}", AcceptAsync).ExcludeFromDescription();
    }

    private static async Task AcceptAsync(string node, HttpContext context, NodeDirectory nodes, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<AsteriskNode> logger)
    {
        var found = nodes.Find(node);
        if (found is null || found.Options.Link != LinkMode.Outbound)
        {
            Log.LinkRefused(logger, node, "no node of this name waits for a connection");
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (!HasCredentials(context.Request, found.Options))
        {
            Log.LinkRefused(logger, node, "wrong user or password; compare websocket_client.conf with the node's AriUser and AriPassword");
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
        }
        else if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // It tries again, and finds the next process.
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        else
        {
            await ServeAsync(found, context, time, lifetime.ApplicationStopping);
        }
    }

    private static async Task ServeAsync(AsteriskNode node, HttpContext context, TimeProvider time, CancellationToken stopping)
    {
        var offered = context.WebSockets.WebSocketRequestedProtocols;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = offered.Contains("ari") ? "ari" : null,
            KeepAliveInterval = node.Link.Options.PingInterval,
            KeepAliveTimeout = node.Link.Options.PingTimeout,
        });
        await Task.Delay(HandshakeRest, time, CancellationToken.None);
        var connection = context.Features.Get<IConnectionSocketFeature>()?.Socket;
        await node.Link.ServeAsync(QuickAckWebSocket.Wrap(socket, connection), stopping);
    }

    private static bool HasCredentials(HttpRequest request, NodeOptions node)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || header.Scheme != "Basic")
            return false;
        var expected = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{node.AriUser}:{node.AriPassword}"));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(header.Parameter ?? ""));
    }
}
