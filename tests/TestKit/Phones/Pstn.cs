using System.Collections.Concurrent;
using System.Threading.Channels;
using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.Asterisk.Ari.Link;
using CallControl.Asterisk.Ari.Requests;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallControl.TestKit.Phones;

/// <summary>Everybody's phones: every number of the demonstration telephone network can call the pbx and be called by it.</summary>
public sealed class Pstn : IAriListener, IAsyncDisposable
{
    private const string Application = "pstn";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<ChannelId, PhoneCall> _calls = new();
    private readonly ConcurrentDictionary<string, Channel<PhoneCall>> _arrived = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SocketsHttpHandler _handler = new();
    private readonly HttpClient _http;
    private readonly WireTap _tap;
    private readonly Task _running;

    private Pstn(AsteriskInstance server)
    {
        Server = server;
        _tap = new WireTap(server);
        _http = new HttpClient(_handler, disposeHandler: false);
        var options = new AriLinkOptions
        {
            Node = server.Name,
            Application = Application,
            User = server.AriUser,
            Password = server.AriPassword,
            HttpUrl = new Uri($"http://{server.IpAddress}:{server.HttpPort}/"),
        };
        var rest = new AriHttpTransport(_http, options, TimeProvider.System);
        var link = new AriLink(options, this, TimeProvider.System, NullLogger<AriLink>.Instance, rest);
        Ari = new AriClient(link);
        _running = new AriInboundConnector(link, rest, TimeProvider.System, NullLogger<AriInboundConnector>.Instance).RunAsync(_stopping.Token);
    }

    /// <summary>The server behind the phones.</summary>
    public AsteriskInstance Server { get; }

    public AriClient Ari { get; }

    /// <summary>Takes over the phones of a running network.</summary>
    public static async Task<Pstn> ConnectAsync(AsteriskInstance server)
    {
        var pstn = new Pstn(server);
        await pstn._connected.Task.WaitAsync(Patience);
        return pstn;
    }

    /// <summary>
    /// A phone dials a number of the pbx. Returns when the call is on its way. See <see cref="PhoneCall.WaitForAnswerAsync"/>.
    /// </summary>
    /// <param name="from">The phone.</param>
    /// <param name="to">What is dialled.</param>
    /// <param name="trunk">To which of our servers, <c>pbx</c> or <c>pbx2</c>.</param>
    public async Task<PhoneCall> CallAsync(string from, string to, string trunk = "pbx")
    {
        var id = new ChannelId(Guid.NewGuid().ToString("N"));
        var call = new PhoneCall(Server, Ari, _tap, id, from, isIncoming: false);
        _calls[id] = call;
        // On the channel towards the pbx the calling party is the connected line; `i` keeps it from being sent as an update.
        var variables = new Dictionary<string, string> { ["CONNECTEDLINE(num,i)"] = from };
        Expect(await Ari.Channels.CreateAsync(id, $"PJSIP/{to}@{trunk}", Application, "outgoing", variables), "create the caller's channel");
        await call.Entered.WaitAsync(Patience);
        Expect(await Ari.Channels.DialAsync(id, caller: null, timeoutSeconds: 120), "dial");
        return call;
    }

    /// <summary>The next call from the pbx to a phone, also one that has arrived already. It neither rings nor is it answered yet.</summary>
    public async Task<PhoneCall> ExpectCallAsync(string number, TimeSpan? within = null)
    {
        var patience = within ?? Patience;
        using var deadline = new CancellationTokenSource(patience);
        try
        {
            return await Arrivals(number).Reader.ReadAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No call to {number} within {patience.TotalSeconds:0.#} s. The network's log:\n{Server.LastLog(30)}");
        }
    }

    /// <summary>Waits until no phone is in a call: what every test ends with.</summary>
    public Task WaitUntilQuietAsync() =>
        Poll.UntilAsync(async () => (await Ari.Channels.ListAsync()).Count == 0, Patience, $"{Server.Name} has no channel left");

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        await _tap.DisposeAsync();
        _http.Dispose();
        _handler.Dispose();
        _stopping.Dispose();
    }

    void IAriListener.OnConnected() => _connected.TrySetResult();

    void IAriListener.OnDisconnected(string reason)
    {
        // The phones' channels stay in the application; the connector comes back.
    }

    void IAriListener.OnEvent(AriEvent message)
    {
        if (message is StasisStart { Args: ["incoming", var number] } start)
        {
            var call = new PhoneCall(Server, Ari, _tap, start.Channel.Id, number, isIncoming: true);
            _calls[start.Channel.Id] = call;
            call.OnEvent(message);
            Arrivals(number).Writer.TryWrite(call);
        }
        else if (message.ChannelId is { } id && _calls.TryGetValue(id, out var call))
        {
            call.OnEvent(message);
        }
    }

    private static void Expect(AriOutcome outcome, string what)
    {
        if (outcome != AriOutcome.Done)
            throw new InvalidOperationException($"The telephone network could not {what}: {outcome}.");
    }

    private Channel<PhoneCall> Arrivals(string number) => _arrived.GetOrAdd(PhoneNumbers.Route(number), _ => Channel.CreateUnbounded<PhoneCall>());
}
