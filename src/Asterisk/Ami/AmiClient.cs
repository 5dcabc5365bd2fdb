using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace CallControl.Asterisk.Ami;

/// <summary>
/// The manager interface of one Asterisk, kept connected: logs in by MD5 challenge, asks for the events that are wanted, pings, and comes back after a growing jittered delay.
/// While it is not <see cref="AmiState.Ready"/> an action fails at once, so that no call waits for it.
/// </summary>
public sealed class AmiClient : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly AmiOptions _options;
    private readonly TimeProvider _time;
    private readonly ReconnectDelay _delay;
    private readonly ILogger _logger;
    private readonly AmiSubscriptions _subscriptions;
    private TaskCompletionSource _ready = NewSignal();
    private volatile AmiConnection? _connection;
    private Task? _running;
    private bool _disposed;

    public AmiClient(AmiOptions options, TimeProvider time, Random random, ILogger<AmiClient> logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _subscriptions = new AmiSubscriptions(logger);
        _delay = new ReconnectDelay(options.FirstReconnectDelay, options.LongestReconnectDelay, random);
    }

    /// <summary>Raised on the connection's own loop: handlers must be quick and must not throw.</summary>
    public event Action<AmiState>? StateChanged;

    public AmiState State { get; private set; } = AmiState.Idle;

    /// <summary>Starts keeping the link; returns at once. A second start does nothing.</summary>
    public void Start()
    {
        lock (_gate)
            _running ??= Task.Run(() => RunAsync(_stopping.Token));
    }

    /// <summary>Waits for a login to have succeeded; ends at once while the link is ready.</summary>
    public Task WaitUntilReadyAsync(CancellationToken cancellation)
    {
        lock (_gate)
            return _ready.Task.WaitAsync(cancellation);
    }

    /// <summary>Wants the events of a name, over all reconnects; what happens while there is no link is missed. See <see cref="AmiOptions.EventMask"/>.</summary>
    /// <param name="eventName"><c>Hangup</c>, <c>OriginateResponse</c> …</param>
    /// <param name="handler">Called on the connection's own loop, in the order of the wire: must be quick.</param>
    public IDisposable Subscribe(string eventName, Action<AmiEvent> handler) => _subscriptions.Add(eventName, handler);

    /// <summary>Sends an action and waits for its response. Many can be under way at once.</summary>
    /// <exception cref="AmiException">Not connected, link lost, or no answer in <see cref="AmiOptions.ResponseTimeout"/>.</exception>
    public Task<AmiResponse> SendAsync(AmiAction action, CancellationToken cancellation) =>
        _connection is { } connection ? connection.SendAsync(action, cancellation) : Task.FromException<AmiResponse>(NotConnected(action));

    /// <summary>Sends an action whose answer is a list, such as <c>CoreShowChannels</c>, and waits for all of it.</summary>
    /// <exception cref="AmiException">Not connected, link lost, or not all of it in <see cref="AmiOptions.ResponseTimeout"/>.</exception>
    public Task<AmiList> SendListAsync(AmiAction action, CancellationToken cancellation) =>
        _connection is { } connection ? connection.SendListAsync(action, cancellation) : Task.FromException<AmiList>(NotConnected(action));

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        await _stopping.CancelAsync();
        if (_running is { } running)
            await running;
        Enter(AmiState.Stopped);
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var next = AmiState.Waiting;
            try
            {
                next = await ConnectAndStayAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException)
            {
                _logger.AmiNotReached(_options.Host, _options.Port, failure is OperationCanceledException ? "no answer in time" : failure.Message);
            }
#pragma warning disable CA1031 // The loop's edge: a mistake of ours must not end the link for good.
            catch (Exception mistake)
#pragma warning restore CA1031
            {
                _logger.AmiLoopFailed(mistake);
            }
            Enter(next);
            await Task.Delay(_delay.Next(), _time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<AmiState> ConnectAndStayAsync(CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(_options.ConnectTimeout, _time);
        using var connecting = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token);
        Enter(AmiState.Connecting);
        await using var connection = await AmiConnection.OpenAsync(_options, _time, _subscriptions.Tell, connecting.Token);
        Enter(AmiState.LoggingIn);
        var login = await AmiLogin.LogInAsync(connection, _options, connecting.Token);
        if (!login.Success)
        {
            _logger.AmiLoginRefused(_options.Host, _options.Port, _options.User, login.Message);
            return AmiState.Refused;
        }
        await AmiLogin.WantEventsAsync(connection, _options, _logger, connecting.Token);
        _connection = connection;
        _delay.Reset();
        Enter(AmiState.Ready);
        _logger.AmiReady(_options.Host, _options.Port);
        try
        {
            var reason = await StayAsync(connection, stopping);
            _logger.AmiLost(_options.Host, _options.Port, reason);
            return AmiState.Waiting;
        }
        finally
        {
            _connection = null;
        }
    }

    /// <summary>Pings until the connection is gone.</summary>
    private async Task<string> StayAsync(AmiConnection connection, CancellationToken stopping)
    {
        while (true)
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var pause = Task.Delay(_options.PingInterval, _time, waiting.Token);
            await Task.WhenAny(connection.Closed, pause);
            await waiting.CancelAsync();
            stopping.ThrowIfCancellationRequested();
            if (connection.Closed.IsCompleted)
                return await connection.Closed;
            try
            {
                await connection.SendAsync(new AmiAction("Ping"), stopping);
            }
            catch (AmiException silent)
            {
                return silent.Message;
            }
        }
    }

    private void Enter(AmiState state)
    {
        lock (_gate)
        {
            if (State == state)
                return;
            State = state;
            if (state == AmiState.Ready)
                _ready.TrySetResult();
            else if (_ready.Task.IsCompleted)
                _ready = NewSignal();
        }
        StateChanged?.Invoke(state);
    }

    private AmiException NotConnected(AmiAction action) => new($"{action.Name}: not connected to the manager interface ({State})");

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
