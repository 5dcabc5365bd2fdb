using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace CallControl.Asterisk.Ami;

/// <summary>One socket from connect to close: matches answers to actions by ActionID and hands on events. It never reconnects; that is <see cref="AmiClient"/>'s.</summary>
internal sealed class AmiConnection : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, AmiPending> _pending = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;
    private readonly TimeProvider _time;
    private readonly Action<AmiEvent> _onEvent;
    private readonly TimeSpan _responseTimeout;
    private readonly Task<string> _reading;
    private long _lastId;

    private AmiConnection(Socket socket, TimeProvider time, TimeSpan responseTimeout, Action<AmiEvent> onEvent)
    {
        _socket = socket;
        _time = time;
        _responseTimeout = responseTimeout;
        _onEvent = onEvent;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new StreamReader(_stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _reading = ReadAsync(_closing.Token);
    }

    /// <summary>Ends, never faults, when the connection is gone, with the reason.</summary>
    public Task<string> Closed => _reading;

    public static async Task<AmiConnection> OpenAsync(AmiOptions options, TimeProvider time, Action<AmiEvent> onEvent, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, cancellation);
            return new AmiConnection(socket, time, options.ResponseTimeout, onEvent);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="AmiException">The link is lost or the answer did not come in time.</exception>
    public async Task<AmiResponse> SendAsync(AmiAction action, CancellationToken cancellation) => (await SendAsync(action, isList: false, cancellation)).Response;

    /// <exception cref="AmiException">The link is lost or the whole answer did not come in time.</exception>
    public Task<AmiList> SendListAsync(AmiAction action, CancellationToken cancellation) => SendAsync(action, isList: true, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _socket.Dispose();
        await _reading;
        _reader.Dispose();
        await _stream.DisposeAsync();
        _closing.Dispose();
    }

    private async Task<AmiList> SendAsync(AmiAction action, bool isList, CancellationToken cancellation)
    {
        var id = action.Id ?? Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        var pending = new AmiPending(isList);
        // The waiter stands before the action is sent: the answer can't come too early.
        if (!_pending.TryAdd(id, pending))
            throw new AmiException($"{action.Name}: the action {id} is under way already");
        try
        {
            if (_reading.IsCompleted)
                throw new AmiException($"{action.Name}: the link is closed");
            await WriteAsync(action.ToWire(id), cancellation);
            return await pending.Answer.WaitAsync(_responseTimeout, _time, cancellation);
        }
        catch (TimeoutException timeout)
        {
            throw new AmiException($"{action.Name}: no answer in {_responseTimeout.TotalSeconds:0.#} s", timeout);
        }
        catch (Exception lost) when (lost is SocketException or ObjectDisposedException || (lost is IOException and not AmiException))
        {
            throw new AmiException($"{action.Name}: the link is lost", lost);
        }
        finally
        {
            _pending.TryRemove(id, out _);
        }
    }

    private async Task WriteAsync(string text, CancellationToken cancellation)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        await _writing.WaitAsync(cancellation);
        try
        {
            // Not the caller's token: an action cut in half would spoil the stream for everybody else.
            await _stream.WriteAsync(bytes, _closing.Token).AsTask().WaitAsync(_responseTimeout, _time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // Asterisk has stopped reading and may hold half an action: only a new connection is clean.
            _socket.Dispose();
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<string> ReadAsync(CancellationToken closing)
    {
        string reason;
        try
        {
            // "Asterisk Call Manager/11.0.0": a line alone, before the first message.
            var banner = await _reader.ReadLineAsync(closing);
            reason = banner is null || banner.StartsWith("Asterisk Call Manager", StringComparison.Ordinal)
                ? await ReadMessagesAsync(closing)
                : "not an Asterisk manager interface";
        }
        catch (OperationCanceledException)
        {
            reason = "closed by us";
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException)
        {
            reason = closing.IsCancellationRequested ? "closed by us" : failure.Message;
        }
        foreach (var pending in _pending.Values)
            pending.Fail(new AmiException($"the link is lost: {reason}"));
        return reason;
    }

    private async Task<string> ReadMessagesAsync(CancellationToken closing)
    {
        while (await AmiMessage.ReadAsync(_reader, closing) is { } message)
        {
            var waiting = message.ActionId is { } id ? _pending.GetValueOrDefault(id) : null;
            if (message.IsResponse)
                waiting?.Take(message.ToResponse());
            else if (message.IsEvent && message.ToEvent() is var happened && waiting?.TryTake(happened) is not true)
                _onEvent(happened);
        }
        return "closed by Asterisk";
    }
}
