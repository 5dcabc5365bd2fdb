using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace CallControl.Asterisk.Ami;

/// <summary>
/// The manager interface of one Asterisk, kept connected: logs in by MD5 challenge with events off, pings, and comes back after a growing jittered delay.
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
    private TaskCompletionSource _ready = NewSignal();
    private volatile AmiConnection? _connection;
    private Task? _running;
    private bool _disposed;

    public AmiClient(AmiOptions options, TimeProvider time, Random random, ILogger<AmiClient> logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
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

    /// <summary>Sends an action and waits for its response. Many can be under way at once.</summary>
    /// <exception cref="AmiException">Not connected, link lost, or no answer in <see cref="AmiOptions.ResponseTimeout"/>.</exception>
    public Task<AmiResponse> SendAsync(AmiAction action, CancellationToken cancellation) =>
        _connection is { } connection
            ? connection.SendAsync(action, cancellation)
            : Task.FromException<AmiResponse>(new AmiException($"{action.Name}: not connected to the manager interface ({State})"));

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
        await using var connection = await AmiConnection.OpenAsync(_options, _time, connecting.Token);
        Enter(AmiState.LoggingIn);
        var login = await LogInAsync(connection, connecting.Token);
        if (!login.Success)
        {
            _logger.AmiLoginRefused(_options.Host, _options.Port, _options.User, login.Message);
            return AmiState.Refused;
        }
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

    private async Task<AmiResponse> LogInAsync(AmiConnection connection, CancellationToken cancellation)
    {
        var challenge = await connection.SendAsync(new AmiAction("Challenge").With("AuthType", "MD5"), cancellation);
        if (!challenge.Success)
            return challenge;
        // Key = hex(MD5(challenge + secret)), main/manager.c authenticate().
#pragma warning disable CA5351 // The protocol's only challenge; the secret itself stays off the wire.
        var key = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(challenge["Challenge"] + _options.Secret)));
#pragma warning restore CA5351
        return await connection.SendAsync(
            new AmiAction("Login").With("AuthType", "MD5").With("Username", _options.User).With("Key", key).With("Events", "off"), cancellation);
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

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
