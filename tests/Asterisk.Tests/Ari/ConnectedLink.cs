using System.Collections.Concurrent;
using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.Asterisk.Ari.Link;
using CallControl.Asterisk.Ari.Requests;
using CallControl.TestKit.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallControl.Asterisk.Tests.Ari;

/// <summary>An inbound link that keeps itself up, and everything it told.</summary>
internal sealed class ConnectedLink : IAriListener, IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _stopping = new();
    private readonly SocketsHttpHandler _handler = new() { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10) };
    private readonly HttpClient _http;
    private readonly Task _running;

    /// <param name="options">The server.</param>
    /// <param name="requests">Where requests over HTTP go in place of the server.</param>
    public ConnectedLink(AriLinkOptions options, IAriTransport? requests = null)
    {
        _http = new HttpClient(_handler);
        var http = new AriHttpTransport(_http, options, TimeProvider.System);
        Link = new AriLink(options, this, TimeProvider.System, NullLogger<AriLink>.Instance, requests ?? http);
        Client = new AriClient(Link);
        _running = new AriInboundConnector(Link, http, TimeProvider.System, NullLogger<AriInboundConnector>.Instance).RunAsync(_stopping.Token);
    }

    public AriLink Link { get; }

    public AriClient Client { get; }

    public ConcurrentQueue<AriEvent> Events { get; } = new();

    public ConcurrentQueue<string> Told { get; } = new();

    public static async Task<ConnectedLink> OpenAsync(AriLinkOptions options, IAriTransport? requests = null)
    {
        var link = new ConnectedLink(options, requests);
        await link.UntilAsync(AriLinkState.Connected);
        return link;
    }

    public Task UntilAsync(AriLinkState state) => Poll.UntilAsync(() => Link.State == state, Limit, $"the link is {state}");

    public async Task<T> UntilAsync<T>(Func<T, bool>? which = null)
        where T : AriEvent
    {
        await Poll.UntilAsync(() => Events.OfType<T>().Any(e => which?.Invoke(e) ?? true), Limit, $"a {typeof(T).Name} has come");
        return Events.OfType<T>().First(e => which?.Invoke(e) ?? true);
    }

    public void OnConnected() => Told.Enqueue("connected");

    public void OnEvent(AriEvent message) => Events.Enqueue(message);

    public void OnDisconnected(string reason) => Told.Enqueue($"disconnected: {reason}");

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Link.StopAsync();
        await _running;
        _http.Dispose();
        _handler.Dispose();
        _stopping.Dispose();
    }
}
