using System.Net.WebSockets;
using CallControl.Asterisk.Ari.Events;
using CallControl.Asterisk.Ari.Requests;
using Microsoft.Extensions.Logging;

namespace CallControl.Asterisk.Ari.Link;

/// <summary>
/// The link to one Asterisk over the lives of many websockets: its state, its events, and the way requests take. Who opens the
/// websockets is not its business: Asterisk does (outbound link), or <see cref="AriInboundConnector"/>.
/// </summary>
public sealed class AriLink(
    AriLinkOptions options, IAriListener listener, TimeProvider time, ILogger<AriLink> logger, IAriTransport? http = null) : IAriTransport
{
    /// <summary>The source of the requests' activities, each a child of what sends it.</summary>
    public const string ActivitySourceName = "CallControl.Asterisk.Ari";

    // Below it the websocket is the quicker way, and cheaper for both sides.
    private const int BusyLane = 8;

    private readonly Lock _lock = new();
    private AriSocket? _socket;
    private CancellationTokenSource? _serving;
    private volatile bool _isHttpAway;

    public AriLinkOptions Options { get; } = options;

    public AriLinkState State { get; private set; } = AriLinkState.Disconnected;

    /// <summary>When the state last changed.</summary>
    public DateTimeOffset Since { get; private set; } = time.GetUtcNow();

    /// <summary>Whether requests go over HTTP, because this server cannot take them over its websocket.</summary>
    public bool RestOverHttp { get; set; }

    /// <summary>
    /// Runs one websocket until it ends. A second one for the same node replaces the first: Asterisk reconnected before the old
    /// socket was seen to be dead.
    /// </summary>
    public async Task ServeAsync(WebSocket webSocket, CancellationToken cancellationToken)
    {
        using var serving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var socket = new AriSocket(webSocket, Options, OnEvent, time, logger);
        var previous = Begin(socket, serving);
        if (previous is not null)
            await CancelQuietlyAsync(previous);

        listener.OnConnected();
        var reason = await socket.RunAsync(serving.Token);
        var isLast = End(socket);
        await socket.CloseAsync(reason);
        if (isLast)
        {
            Log.Disconnected(logger, Options.Node, reason);
            listener.OnDisconnected(reason);
        }
    }

    /// <inheritdoc/>
    public Task<AriResponse> SendAsync(AriRequest request, CancellationToken cancellationToken)
    {
        // Also where requests would go over HTTP: without the websocket nobody tells us what they lead to, and another process may run the calls.
        var socket = State == AriLinkState.Standby ? null : _socket;
        if (socket is null)
            return Task.FromException<AriResponse>(new AriTransportException($"{request} to {Options.Node}: not connected.") { IsLinkLost = true });
        if (RestOverHttp && http is not null)
            return AriRequestMeter.SendAsync(http, request, Options.Node, time, cancellationToken);
        return request.MayBlock && socket.Waiting >= BusyLane && http is not null && !_isHttpAway
            ? SendBesideAsync(http, socket, request, cancellationToken)
            : AriRequestMeter.SendAsync(socket, request, Options.Node, time, cancellationToken);
    }

    /// <summary>It is another process's turn: says so in the state, as long as no websocket is open.</summary>
    public void StandBy()
    {
        lock (_lock)
        {
            if (_socket is not null || State == AriLinkState.Standby)
                return;
            Enter(AriLinkState.Standby);
            Log.StandsBy(logger, Options.Node);
        }
    }

    /// <summary>Closes the current websocket for good.</summary>
    public async Task StopAsync()
    {
        CancellationTokenSource? serving;
        lock (_lock)
        {
            Enter(AriLinkState.Stopped);
            serving = _serving;
        }

        if (serving is not null)
            await CancelQuietlyAsync(serving);
    }

    /// <summary>
    /// Over HTTP, beside those that wait already; measured: at 100 calls/s on a busy machine with all requests on the websocket each waited for hundreds of milliseconds.
    /// Where HTTP cannot be reached the websocket must do, until the next connect.
    /// </summary>
    private async Task<AriResponse> SendBesideAsync(IAriTransport http, AriSocket socket, AriRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await AriRequestMeter.SendAsync(http, request, Options.Node, time, cancellationToken);
        }
        catch (AriTransportException e) when (e.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError })
        {
            _isHttpAway = true;
            Log.HttpAway(logger, Options.Node, e.Message);
            return await AriRequestMeter.SendAsync(socket, request, Options.Node, time, cancellationToken);
        }
    }

    private CancellationTokenSource? Begin(AriSocket socket, CancellationTokenSource serving)
    {
        lock (_lock)
        {
            var previous = _serving;
            _socket = socket;
            _serving = serving;
            _isHttpAway = false;
            Enter(AriLinkState.Connected);
            AriMetrics.Connects.Add(1, new KeyValuePair<string, object?>("node", Options.Node));
            Log.Connected(logger, Options.Node, previous is null ? "" : ", in place of the websocket before it");
            return previous;
        }
    }

    /// <summary>False when another websocket has taken over in the meantime.</summary>
    private bool End(AriSocket socket)
    {
        lock (_lock)
        {
            if (_socket != socket)
                return false;
            _socket = null;
            _serving = null;
            if (State == AriLinkState.Connected)
                Enter(AriLinkState.Disconnected);
            return true;
        }
    }

    private void OnEvent(AriEvent message)
    {
        AriMetrics.Events.Add(
            1, new KeyValuePair<string, object?>("node", Options.Node), new KeyValuePair<string, object?>("type", message is UnknownEvent ? "other" : message.GetType().Name));
        if (message is ApplicationReplaced)
        {
            lock (_lock)
                Enter(AriLinkState.Standby);
            Log.Replaced(logger, Options.Node, Options.Application);
            _ = CancelQuietlyAsync(_serving);
            return;
        }

        listener.OnEvent(message);
    }

    private void Enter(AriLinkState state)
    {
        if (State == AriLinkState.Stopped)
            return;
        State = state;
        Since = time.GetUtcNow();
    }

    private static async Task CancelQuietlyAsync(CancellationTokenSource? source)
    {
        try
        {
            if (source is not null)
                await source.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself meanwhile.
        }
    }
}
