using CallControl.Asterisk.Ami;
using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.Asterisk.Ari.Link;
using CallControl.Calls;
using CallControl.Cdr;
using CallControl.Overload;

namespace CallControl.Nodes;

/// <summary>
/// One Asterisk: its link, its calls, and the way events take to them. Events come from the read loop in order and are handed to the
/// mailbox of their call; nothing here waits. After a connect they are held back until it is known which calls there are.
/// </summary>
internal sealed class AsteriskNode : IAriListener, IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly IncomingCalls _incoming;
    private readonly ILogger<AsteriskNode> _logger;
    private readonly NodeReconciler _reconciler;
    private readonly TimeProvider _time;
    private readonly Lock _holding = new();
    private List<AriEvent>? _held;
    private int _connects;
    private volatile bool _isReconciled;

    public AsteriskNode(NodeOptions options, NodeParts parts, IncomingCalls incoming, AmiClient ami)
    {
        Options = options;
        _incoming = incoming;
        _time = parts.Time;
        _logger = parts.Loggers.CreateLogger<AsteriskNode>();
        Link = parts.CreateLink(options, this);
        Ami = ami;
        Environment = new CallEnvironment
        {
            Node = options.Name,
            Application = options.Application,
            Replica = parts.Replica,
            Asterisk = new AriClient(Link),
            Ami = ami,
            EndpointOf = destination => destination.IsExtension
                ? options.ExtensionEndpoint.Replace("{number}", destination.Text, StringComparison.Ordinal)
                : options.TrunkEndpoint.Replace("{number}", destination.Text, StringComparison.Ordinal),
            KeepsEvents = options.Link == LinkMode.Outbound,
            IsLinked = () => Link.State == AriLinkState.Connected,
            Limit = new CallLimit(options.MaxCalls, options.MaxDelay, options.WhenFull),
            Delay = () => Link.Delay,
            Directory = new CallDirectory(),
            Journal = parts.Journal,
            Recorder = parts.Recorder,
            Time = parts.Time,
            Logger = parts.Loggers.CreateLogger<Call>(),
        };
        foreach (var told in RungChannels.Events)
            ami.Subscribe(told, Hear);
        CdrFile = options.CdrFile is { } records ? new CdrFile(records) : null;
        var takeover = new NodeTakeover(Environment, incoming, parts.Claims, new CallEnds(options.Name, CdrFile, parts.Records), _logger);
        _reconciler = new NodeReconciler(Environment, incoming, parts.Claims, takeover, _logger);
    }

    public NodeOptions Options { get; }

    public AriLink Link { get; }

    public AmiClient Ami { get; }

    public CallEnvironment Environment { get; }

    /// <summary>Its call records; null when they are not to be read.</summary>
    public CdrFile? CdrFile { get; }

    public CallDirectory Calls => Environment.Directory;

    /// <summary>Whether our calls and Asterisk have been compared since the link came up, calls of processes that ended among them.</summary>
    public bool IsCompared => Environment.IsLinked() && _isReconciled && _held is null;

    /// <summary>Why calls cannot be compared with Asterisk although the link is up; null when they can.</summary>
    public string? Trouble => Environment.IsLinked() ? _reconciler.Trouble : null;

    /// <summary>What Asterisk said of itself after the last connect.</summary>
    public AsteriskVersion? Version => _reconciler.Version;

    /// <summary>Looks now and then whether Asterisk and our calls still agree; soon again when they could not be compared.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var ticks = new PeriodicTimer(Tick, _time);
        var looked = _time.GetTimestamp();
        while (await WaitAsync(ticks, cancellationToken))
        {
            if (!Environment.IsLinked())
            {
                await _reconciler.ReleaseLostAsync();
                continue;
            }

            if (_isReconciled && _time.GetElapsedTime(looked) < Options.SweepInterval)
                continue;
            // The first comparison after a connect is made by the connect.
            if (_held is null && _connects > 0)
                _isReconciled = await _reconciler.ReconcileAsync(connected: false);
            looked = _time.GetTimestamp();
        }
    }

    public void OnConnected()
    {
        lock (_holding)
        {
            _held ??= [];
            _connects++;
        }

        _ = ReconcileAsync(_connects);
    }

    public void OnEvent(AriEvent message)
    {
        lock (_holding)
        {
            if (_held is not null)
            {
                _held.Add(message);
                return;
            }
        }

        Dispatch(message);
    }

    // Calls rest by themselves: their next request fails while the link is away, and the comparison after the reconnect wakes them.
    public void OnDisconnected(string reason) => _isReconciled = false;

    public void Dispose() => _reconciler.Dispose();

    /// <summary>False when the program stops, which is not a fault.</summary>
    private static async Task<bool> WaitAsync(PeriodicTimer ticks, CancellationToken cancellationToken)
    {
        try
        {
            return await ticks.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task ReconcileAsync(int connect)
    {
        _isReconciled = false;
        _isReconciled = await _reconciler.ReconcileAsync(connected: true);
        lock (_holding)
        {
            // The link broke and came back meanwhile: that comparison is the one that counts.
            if (connect != _connects || _held is not { } held)
                return;
            foreach (var message in held.Where(message => message is not StasisStart start || !_reconciler.HasTaken(start.Channel.Id)))
                Dispatch(message);
            _held = null;
        }
    }

    /// <summary>Of channels that the manager interface made, ARI tells nothing before they enter the application.</summary>
    private void Hear(AmiEvent message)
    {
        if (RungChannels.ChannelOf(message) is { } channel && Calls.Find(channel) is { } call)
            call.Post(new CallMessage.FromManager(message));
    }

    private void Dispatch(AriEvent message)
    {
        if (message is UnknownEvent unknown)
        {
            Log.UnknownEvent(_logger, Options.Name, unknown.Type);
            return;
        }

        if (message.ChannelId is not { } channel)
            return;

        if (Calls.Find(channel) is { } call)
            call.Post(new CallMessage.FromAsterisk(message));
        else if (message is StasisStart start)
            _incoming.Take(start, Environment);
    }
}
