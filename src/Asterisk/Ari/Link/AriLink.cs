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

    // Asked of an Asterisk that has just connected, or is believed to be alive.
    private static readonly TimeSpan IdentityLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StrangersLogInterval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly UnderWay _underWay = new(time);
    private AriSocket? _socket;
    private string? _identity;
    private long? _strangerLogged;
    private CancellationTokenSource? _serving;
    private volatile bool _isHttpAway;

    public AriLinkOptions Options { get; } = options;

    public AriLinkState State { get; private set; } = AriLinkState.Disconnected;

    /// <summary>When the state last changed.</summary>
    public DateTimeOffset Since { get; private set; } = time.GetUtcNow();

    /// <summary>
    /// How long requests queue at Asterisk now, those on the websocket or those beside it. Zero while only a few wait, since a single slow request is not a queue.
    /// </summary>
    public TimeSpan Delay
    {
        get
        {
            var lane = _socket is { Waiting: >= BusyLane } socket ? socket.LongestWait : TimeSpan.Zero;
            var beside = _underWay.Count >= BusyLane ? _underWay.LongestWait : TimeSpan.Zero;
            return lane > beside ? lane : beside;
        }
    }

    /// <summary>Whether requests go over HTTP, because this server cannot take them over its websocket.</summary>
    public bool RestOverHttp { get; set; }

    /// <summary>
    /// Runs one websocket until it ends. A second one of the same Asterisk replaces the first: it reconnected before the old socket was seen to be dead. One of another
    /// Asterisk is refused as long as the first is alive: they would take the node from each other, and each would end the other's calls.
    /// </summary>
    public async Task ServeAsync(WebSocket webSocket, CancellationToken cancellationToken)
    {
        using var serving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var events = new EventHold(OnEvent);
        using var socket = new AriSocket(webSocket, Options, events.Take, time, logger);
        var running = socket.RunAsync(serving.Token);
        if (_socket is { } present && (!await MayReplaceAsync(present, socket, running) || running.IsCompleted))
        {
            await serving.CancelAsync();
            await socket.CloseAsync(await running);
            return;
        }

        var previous = Begin(socket, serving);
        if (previous is not null)
            await CancelQuietlyAsync(previous);

        listener.OnConnected();
        events.Open();
        if (!RestOverHttp)
            _ = RememberAsync(socket);
        var reason = await running;
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
        if (SocketInUse is not { } socket)
            return Task.FromException<AriResponse>(NotConnected(request));
        if (http is null)
            return AriRequestMeter.SendAsync(socket, request, Options.Node, time, cancellationToken);
        // A hang-up that overtook the request to dial would leave a phone ringing.
        if (_underWay.TryFind(request.Subjects, out var earlier))
            return SendInTurnAsync(FollowAsync(earlier, http, request), request, cancellationToken);
        return IsBetterOverHttp(request, socket)
            ? SendInTurnAsync(SendOverHttpAsync(http, socket, request), request, cancellationToken)
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

    /// <summary>Needed also where requests go over HTTP: without the websocket nobody tells us what they lead to, and another process may run the calls.</summary>
    private AriSocket? SocketInUse => State == AriLinkState.Standby ? null : _socket;

    private AriTransportException NotConnected(AriRequest request) => new($"{request} to {Options.Node}: not connected.") { IsLinkLost = true };

    /// <summary>While the websocket's lane is busy, whatever overtakes nothing there.</summary>
    private bool IsBetterOverHttp(AriRequest request, AriSocket socket)
        => RestOverHttp || (!_isHttpAway && (request.MayBeLong || (socket.Waiting >= BusyLane && request.Subjects.Count > 0 && !socket.HasOneFor(request.Subjects))));

    /// <summary>
    /// Who gives up, or has waited for long enough, waits no longer; the request is under way all the same, and so is what follows it: Asterisk carries out what it was sent, however late.
    /// </summary>
    private async Task<AriResponse> SendInTurnAsync(Task<AriResponse> sending, AriRequest request, CancellationToken cancellationToken)
    {
        _underWay.Add(request.Subjects, sending);
        try
        {
            return await sending.WaitAsync(request.Timeout ?? Options.RequestTimeout, time, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new AriTransportException($"{request} to {Options.Node}: no answer in time.", e);
        }
    }

    private async Task<AriResponse> FollowAsync(Task earlier, IAriTransport http, AriRequest request)
    {
        await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var socket = SocketInUse ?? throw NotConnected(request);
        return await (IsBetterOverHttp(request, socket)
            ? SendOverHttpAsync(http, socket, request)
            : AriRequestMeter.SendAsync(socket, request, Options.Node, time, CancellationToken.None));
    }

    /// <summary>
    /// Beside those that wait already; measured: at 100 calls/s on a busy machine with all requests on the websocket each waited for hundreds of milliseconds.
    /// Where HTTP cannot be reached the websocket must do, until the next connect.
    /// </summary>
    private async Task<AriResponse> SendOverHttpAsync(IAriTransport http, AriSocket socket, AriRequest request)
    {
        try
        {
            return await AriRequestMeter.SendAsync(http, request, Options.Node, time, CancellationToken.None);
        }
        catch (AriTransportException e) when (!RestOverHttp && e.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError })
        {
            _isHttpAway = true;
            Log.HttpAway(logger, Options.Node, e.Message);
            return await AriRequestMeter.SendAsync(socket, request, Options.Node, time, CancellationToken.None);
        }
    }

    private async Task<bool> MayReplaceAsync(AriSocket present, AriSocket newcomer, Task newcomersEnd)
    {
        var asking = WhoIsAsync(newcomer);
        await Task.WhenAny(asking, newcomersEnd);
        var who = asking.IsCompleted ? await asking : null;
        if (who is not null && who == _identity)
            return true;
        if (await WhoIsAsync(present) is not { } alive || alive == who)
            return true;

        AriMetrics.Strangers.Add(1, new KeyValuePair<string, object?>("node", Options.Node));
        if (_strangerLogged is not { } logged || time.GetElapsedTime(logged) > StrangersLogInterval)
        {
            _strangerLogged = time.GetTimestamp();
            Log.StrangerRefused(logger, Options.Node, who ?? "one that does not say who it is", alive);
        }

        return false;
    }

    private async Task RememberAsync(AriSocket socket)
    {
        var identity = await WhoIsAsync(socket);
        lock (_lock)
        {
            if (_socket == socket)
                _identity = identity;
        }
    }

    /// <summary>Null when it does not say so. Servers may have been copied, entity id and all; they were not started in the same moment.</summary>
    private async Task<string?> WhoIsAsync(AriSocket socket)
    {
        using var limit = new CancellationTokenSource(IdentityLimit, time);
        try
        {
            var info = await new AriClient(socket).Asterisk.GetInfoAsync(limit.Token);
            return $"{info.System?.EntityId}, started {info.Status?.StartupTime:u}";
        }
        catch (Exception e) when (e is AriException or OperationCanceledException)
        {
            return null;
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
            _identity = null;
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
