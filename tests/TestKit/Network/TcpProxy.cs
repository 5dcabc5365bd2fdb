using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace CallControl.TestKit.Network;

/// <summary>
/// Stands between two programs and breaks what is between them: cuts connections, freezes them so that neither side notices, or makes
/// them slow.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    // What may be under way in one direction, in reads.
    private const int UnderWay = 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private volatile Func<IPEndPoint> _target;
    private readonly Lock _gate = new();
    private readonly List<TcpClient> _clients = [];
    private readonly Task _accepting;
    private volatile TaskCompletionSource _flowing = Open();
    private volatile bool _refusing;
    private long _delay;

    public TcpProxy(IPEndPoint target)
        : this(() => target)
    {
    }

    /// <param name="target">Asked at each connection: a server may not have its port yet.</param>
    public TcpProxy(Func<IPEndPoint> target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections were asked for.</summary>
    public int Accepted { get; private set; }

    /// <summary>How long everything takes from one side to the other, in either direction; the order stays.</summary>
    public TimeSpan Delay
    {
        get => new(Volatile.Read(ref _delay));
        set => Volatile.Write(ref _delay, value.Ticks);
    }

    /// <summary>Closes every connection; new ones are closed at once until <see cref="Restore"/>.</summary>
    public void Cut()
    {
        _refusing = true;
        lock (_gate)
        {
            _clients.ForEach(client => client.Dispose());
            _clients.Clear();
        }
    }

    /// <summary>From now on connections lead elsewhere; those there are stay as they are.</summary>
    public void LeadTo(IPEndPoint target) => _target = () => target;

    /// <summary>Nothing flows any more, and nobody is told, of a closed connection neither: a half-open connection.</summary>
    public void Freeze() => _flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Everything flows again, without delay, what was held back first.</summary>
    public void Restore()
    {
        _refusing = false;
        Delay = TimeSpan.Zero;
        _flowing.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Restore();
        _listener.Stop();
        Cut();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                Accepted++;
                _ = CarryAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        try
        {
            client.NoDelay = true;
            if (_refusing)
                return;
            lock (_gate)
                _clients.AddRange([client, server]);
            await server.ConnectAsync(_target(), _stopping.Token);
            await await Task.WhenAny(PumpAsync(client.GetStream(), server.GetStream()), PumpAsync(server.GetStream(), client.GetStream()));
        }
        catch (Exception e) when (IsBreak(e))
        {
            // A broken connection is what this class is for.
        }
        finally
        {
            client.Dispose();
            lock (_gate)
                _clients.RemoveAll(carried => carried == client || carried == server);
        }
    }

    /// <summary>Ends when everything that came, and the end itself, has been delivered.</summary>
    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        var underWay = Channel.CreateBounded<(byte[] Bytes, long Since)>(UnderWay);
        var reading = ReadAsync(from, underWay.Writer);
        await foreach (var (bytes, since) in underWay.Reader.ReadAllAsync(_stopping.Token))
        {
            var left = Delay - TimeProvider.System.GetElapsedTime(since);
            if (left > TimeSpan.Zero)
                await Task.Delay(left, TimeProvider.System, _stopping.Token);
            await _flowing.Task;
            await to.WriteAsync(bytes, _stopping.Token);
        }

        await reading;
        await _flowing.Task;
    }

    private async Task ReadAsync(NetworkStream from, ChannelWriter<(byte[] Bytes, long Since)> underWay)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _stopping.Token) is > 0 and var count)
                await underWay.WriteAsync((buffer[..count], TimeProvider.System.GetTimestamp()), _stopping.Token);
        }
        catch (Exception e) when (IsBreak(e))
        {
            // A reset is an end like any other.
        }
        finally
        {
            underWay.Complete();
        }
    }

    private static bool IsBreak(Exception e)
        => e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException;

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}
