using System.Net.WebSockets;
using System.Text.Json;
using CallControl.Asterisk.Ari.Events;
using CallControl.Asterisk.Ari.Requests;
using Microsoft.Extensions.Logging;

namespace CallControl.Asterisk.Ari.Link;

/// <summary>The life of one websocket: a read loop that parses and hands over, and a lane of requests that leave in order.</summary>
internal sealed class AriSocket(
    WebSocket socket, AriLinkOptions options, Action<AriEvent> onEvent, TimeProvider time, ILogger logger)
    : IAriTransport, IDisposable
{
    private const int LongestMessage = 8 * 1024 * 1024;

    private readonly PendingRequests _pending = new(options, time);
    private readonly Queue<ReadOnlyMemory<byte>> _outgoing = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly BrokenMessages _broken = new(options.Node, time, logger);
    private bool _sending;
    private long _lastHeard = time.GetTimestamp();
    private volatile string? _givenUp;

    /// <summary>How many requests are unanswered.</summary>
    public int Waiting => _pending.Count;

    /// <summary>How long the oldest of them waits.</summary>
    public TimeSpan LongestWait => _pending.Age;

    /// <inheritdoc cref="PendingRequests.HasOneFor"/>
    public bool HasOneFor(IReadOnlyList<string> subjects) => _pending.HasOneFor(subjects);

    /// <summary>Reads until the socket closes or breaks, and says why. Then <see cref="CloseAsync"/>.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        using var expiry = time.CreateTimer(_ => ExpireOverdue(), null, options.RequestTimeout / 4, options.RequestTimeout / 4);
        try
        {
            return await ReadAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return "closed by us";
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return _givenUp ?? e.InnerException?.Message ?? e.Message;
        }
    }

    /// <summary>Ends it and fails everything that waits: once nobody sends here any more, so that who fails knows that the link is away.</summary>
    public async Task CloseAsync(string reason)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await TrySayGoodbyeAsync();
        socket.Abort();
        await _closed.CancelAsync();
        _pending.FailAll(reason);
    }

    /// <inheritdoc/>
    public Task<AriResponse> SendAsync(AriRequest request, CancellationToken cancellationToken)
    {
        // The waiter is there before the request leaves: an answer can be quicker than the return of the send.
        var (id, pending) = _pending.Add(request);
        if (_closed.IsCancellationRequested)
            _pending.Fail(id, "the link is closed", linkLost: true);
        else
            Enqueue(RestFrames.Write(id, request));

        return cancellationToken.CanBeCanceled ? pending.Task.WaitAsync(cancellationToken) : pending.Task;
    }

    public void Dispose() => _closed.Dispose();

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);

            var frame = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (frame.MessageType == WebSocketMessageType.Close)
                return $"closed by Asterisk ({socket.CloseStatus} {socket.CloseStatusDescription})";

            Volatile.Write(ref _lastHeard, time.GetTimestamp());
            length += frame.Count;
            if (length > LongestMessage)
                return "a message is longer than 8 MB";
            if (!frame.EndOfMessage)
                continue;

            Dispatch(buffer.AsSpan(0, length));
            length = 0;
        }
    }

    private void Dispatch(ReadOnlySpan<byte> message)
    {
        if (_broken.Guard(message, Parse) is not { } happened)
            return;
        try
        {
            onEvent(happened);
        }
#pragma warning disable CA1031 // The loop's edge: a mistake of ours over one event must not cost the link.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.EventFailed(logger, options.Node, happened.GetType().Name, e);
        }
    }

    /// <summary>Null for the answer to a request.</summary>
    private AriEvent? Parse(ReadOnlySpan<byte> message)
    {
        var type = AriEventParser.TypeOf(message) ?? throw new JsonException("A message has no type.");
        if (type != RestFrames.ResponseType)
            return AriEventParser.Parse(type, message);
        Complete(message);
        return null;
    }

    private void Complete(ReadOnlySpan<byte> message)
    {
        var (id, response) = RestFrames.Read(message);
        if (!_pending.Complete(id, response))
            Log.LateAnswer(logger, options.Node, id, response.Status);
    }

    /// <summary>Keeps the order of the calls without holding any caller: whoever finds the lane empty drives it.</summary>
    private void Enqueue(ReadOnlyMemory<byte> frame)
    {
        lock (_outgoing)
        {
            _outgoing.Enqueue(frame);
            if (_sending)
                return;
            _sending = true;
        }

        _ = DrainAsync();
    }

    private async Task DrainAsync()
    {
        try
        {
            while (TryDequeue(out var frame))
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, _closed.Token);
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The read loop sees the same break and fails everything that waits.
            socket.Abort();
        }
    }

    private bool TryDequeue(out ReadOnlyMemory<byte> frame)
    {
        lock (_outgoing)
        {
            _sending = _outgoing.TryDequeue(out frame);
            return _sending;
        }
    }

    private void ExpireOverdue()
    {
        foreach (var (id, pending) in _pending.Overdue())
        {
            // One lane: Asterisk answers in order, so that an answer that is missing while nothing else comes either speaks against the link.
            // The request alone failing would end a call that can go on as soon as there is a link again.
            if (time.GetElapsedTime(Volatile.Read(ref _lastHeard)) > options.RequestTimeout / 2)
                GiveUp($"nothing came since {pending.Request}");
            else
                _pending.Fail(id, "no answer in time", linkLost: false);
        }
    }

    private void GiveUp(string reason)
    {
        _givenUp = reason;
        socket.Abort();
    }

    private async Task TrySayGoodbyeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1), time);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or InvalidOperationException)
        {
            Log.GoodbyeFailed(logger, options.Node, e.Message);
        }
    }
}
