using CallControl.Asterisk.Ami;
using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.Asterisk.Ari.Link;
using CallControl.Calls;
using CallControl.Overload;

namespace CallControl.Nodes;

/// <summary>
/// One Asterisk: its link, its calls, and the way events take to them. Events come from the read loop in order and are handed to the
/// mailbox of their call; nothing here waits.
/// </summary>
internal sealed class AsteriskNode : IAriListener
{
    private readonly IncomingCalls _incoming;
    private readonly ILogger<AsteriskNode> _logger;
    private readonly NodeSnapshot _snapshot;

    public AsteriskNode(NodeOptions options, NodeParts parts, IncomingCalls incoming, AmiClient ami)
    {
        Options = options;
        _incoming = incoming;
        _logger = parts.Loggers.CreateLogger<AsteriskNode>();
        Link = parts.CreateLink(options, this);
        Ami = ami;
        Environment = new CallEnvironment
        {
            Node = options.Name,
            Application = options.Application,
            Asterisk = new AriClient(Link),
            Ami = ami,
            EndpointOf = destination => destination.IsExtension
                ? options.ExtensionEndpoint.Replace("{number}", destination.Text, StringComparison.Ordinal)
                : options.TrunkEndpoint.Replace("{number}", destination.Text, StringComparison.Ordinal),
            IsLinked = () => Link.State == AriLinkState.Connected,
            Limit = new CallLimit(options.MaxCalls, options.WhenFull),
            Directory = new CallDirectory(),
            Journal = parts.Journal,
            Recorder = parts.Recorder,
            Time = parts.Time,
            Logger = parts.Loggers.CreateLogger<Call>(),
        };
        _snapshot = new NodeSnapshot(Environment, _logger);
    }

    public NodeOptions Options { get; }

    public AriLink Link { get; }

    public AmiClient Ami { get; }

    public CallEnvironment Environment { get; }

    public CallDirectory Calls => Environment.Directory;

    /// <summary>What Asterisk said of itself after the last connect.</summary>
    public AsteriskVersion? Version => _snapshot.Version;

    public void OnConnected() => _ = _snapshot.CompareAsync();

    public void OnEvent(AriEvent message)
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

    public void OnDisconnected(string reason)
    {
        // Calls rest by themselves: their next request fails while the link is away, and the snapshot after the reconnect wakes them.
    }
}
