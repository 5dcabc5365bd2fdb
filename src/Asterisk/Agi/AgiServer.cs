using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace CallControl.Asterisk.Agi;

/// <summary>Listens for FastAGI and hands each session to <paramref name="serve"/>; when that is done the dialplan goes on.</summary>
/// <param name="options">Where, for whom, and how many.</param>
/// <param name="serve">What answers; it has <see cref="AgiServerOptions.Limit"/> for it.</param>
/// <param name="time">Measures the limit.</param>
/// <param name="logger">Told of what is refused and what fails.</param>
public sealed class AgiServer(AgiServerOptions options, Func<AgiSession, CancellationToken, Task> serve, TimeProvider time, ILogger<AgiServer> logger) : IDisposable
{
    private readonly TcpListener _listener = new(options.Listen);
    private readonly SemaphoreSlim _room = new(options.MostSessions);

    /// <summary>Where it really listens: with port 0 the system has chosen one.</summary>
    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    /// <exception cref="SocketException">The address is taken, or is none of this machine's.</exception>
    public void Start() => _listener.Start();

    /// <summary>Takes connections until it is told to stop, then ends those that are open.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(cancellation);
                _ = ServeAsync(socket, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException e)
            {
                // It was gone before it was taken, or there are no more sockets.
                logger.AgiNotTaken(e.Message);
                await Task.Delay(options.AfterFailure, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _room.Dispose();
    }

    private async Task ServeAsync(Socket socket, CancellationToken stopping)
    {
        using var taken = socket;
        var from = (socket.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        if (!options.Allows(from))
        {
            logger.AgiStranger(from);
            return;
        }

        if (!await _room.WaitAsync(TimeSpan.Zero, CancellationToken.None))
        {
            logger.AgiFull(options.MostSessions);
            return;
        }

        try
        {
            await TalkAsync(socket, from, stopping);
        }
        finally
        {
            _room.Release();
        }
    }

    private async Task TalkAsync(Socket socket, IPAddress from, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(options.Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        AgiSession? session = null;
        try
        {
            socket.NoDelay = true;
            await using var stream = new NetworkStream(socket);
            session = await AgiSession.OpenAsync(stream, either.Token);
            await serve(session, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            if (!stopping.IsCancellationRequested)
                logger.AgiTooLong(session?.Request.Script ?? "?", from, options.Limit.TotalSeconds);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            logger.AgiEnded(session?.Request.Script ?? "?", from, e.Message);
        }
#pragma warning disable CA1031 // The edge of the loop: a fault in one session must not end the others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.AgiFailed(session?.Request.Script ?? "?", from, e);
        }
    }
}
