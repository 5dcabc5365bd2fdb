using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace CallControl.Asterisk.Ari.Link;

/// <summary>The inbound link, for every Asterisk version: we connect to <c>/ari/events</c>, again and again, with growing jittered delays.</summary>
/// <param name="link">What runs the websockets.</param>
/// <param name="http">Asked before each connect.</param>
/// <param name="time">Measures delays.</param>
/// <param name="logger">Told of failures.</param>
/// <param name="isOurTurn">Among several processes that could connect: whether it is this one's turn. Null when it is the only one.</param>
public sealed class AriInboundConnector(
    AriLink link, AriHttpTransport http, TimeProvider time, ILogger<AriInboundConnector> logger, Func<CancellationToken, Task<bool>>? isOurTurn = null)
{
    private static readonly TimeSpan StandbyInterval = TimeSpan.FromMilliseconds(250);

    private bool _isWaitingForItsTurn;

    private readonly ReconnectDelay _delay = new(link.Options.ReconnectFirst, link.Options.ReconnectLongest, Random.Shared);

    /// <summary>Keeps the link up until told to stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && link.State != AriLinkState.Stopped)
        {
            try
            {
                await ConnectAndServeAsync(cancellationToken);
            }
            catch (Exception e) when (e is AriException or WebSocketException or HttpRequestException or IOException)
            {
                Log.ConnectFailed(logger, link.Options.Node, e.InnerException?.Message ?? e.Message);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The loop's edge: a mistake of ours must not end the link for good.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Log.LoopFailed(logger, link.Options.Node, e);
            }

            await WaitAsync(cancellationToken);
        }
    }

    private async Task ConnectAndServeAsync(CancellationToken cancellationToken)
    {
        // One websocket per application: while another process has it, connecting would take it away.
        if (isOurTurn is not null && !await isOurTurn(cancellationToken))
        {
            _isWaitingForItsTurn = true;
            link.StandBy();
            return;
        }

        // Taken by one that did not ask whose turn it is: not fought for either. An application keeps its name as long as it has channels,
        // so this tells only of one without calls that it is free.
        var asterisk = new AriClient(http);
        if (link.State == AriLinkState.Standby && !_isWaitingForItsTurn
            && await asterisk.Applications.FindAsync(link.Options.Application, cancellationToken) is not null)
            return;

        _isWaitingForItsTurn = false;
        var info = await asterisk.Asterisk.GetInfoAsync(cancellationToken);
        link.RestOverHttp = !AsteriskVersion.Parse(info.System?.Version).HasRestOverWebSocket;

        using var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = link.Options.PingInterval;
        socket.Options.KeepAliveTimeout = link.Options.PingTimeout;
        socket.Options.AddSubProtocol("ari");
        socket.Options.SetRequestHeader("Authorization", AriHttpTransport.Credentials(link.Options).ToString());
        await ConnectAsync(socket, cancellationToken);
        _delay.Reset();
        await link.ServeAsync(socket, cancellationToken);
    }

    /// <summary>Has a limit of its own: a wire that goes dead during the handshake would hold it for ever.</summary>
    private async Task ConnectAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(link.Options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(EventsUri(), either.Token);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new AriTransportException($"websocket to {link.Options.Node}: no answer in time.", e);
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(link.State == AriLinkState.Standby ? StandbyInterval : _delay.Next(), time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The loop's condition ends it.
        }
    }

    private Uri EventsUri()
    {
        var url = new UriBuilder(new Uri(link.Options.HttpUrl!, "ari/events"))
        {
            Query = $"app={Uri.EscapeDataString(link.Options.Application)}&subscribeAll=false",
        };
        url.Scheme = url.Scheme == "https" ? "wss" : "ws";
        return url.Uri;
    }
}
