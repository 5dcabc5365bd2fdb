using CallControl.Asterisk.Ami;
using CallControl.Asterisk.Ari.Link;
using CallControl.Calls;
using CallControl.Cdr;
using CallControl.Recordings;
using Npgsql;

namespace CallControl.Nodes;

/// <summary>What every node is made of.</summary>
internal sealed class NodeParts(
    CallJournal journal, CallRecorder recorder, CallClaims claims, CdrReader records, Replica replica, NpgsqlDataSource database, IHttpClientFactory http, TimeProvider time, ILoggerFactory loggers)
{
    public const string HttpClientName = "ari";

    public CallJournal Journal { get; } = journal;

    public CallRecorder Recorder { get; } = recorder;

    public CallClaims Claims { get; } = claims;

    public CdrReader Records { get; } = records;

    public Replica Replica { get; } = replica;

    public TimeProvider Time { get; } = time;

    public ILoggerFactory Loggers { get; } = loggers;

    public AriLink CreateLink(NodeOptions node, IAriListener listener)
    {
        var options = new AriLinkOptions
        {
            Node = node.Name,
            Application = node.Application,
            User = node.AriUser,
            Password = node.AriPassword,
            HttpUrl = node.HttpUrl,
        };
        var overHttp = node.HttpUrl is null ? null : CreateHttp(options);
        return new AriLink(options, listener, Time, Loggers.CreateLogger<AriLink>(), overHttp);
    }

    public AmiClient CreateAmi(NodeOptions node)
    {
        var options = new AmiOptions
        {
            Host = node.AmiHost,
            Port = node.AmiPort,
            User = node.AmiUser,
            Secret = node.AmiSecret,
            EventMask = "call",
            EventFilters = RungChannels.Filters,
        };
        return new AmiClient(options, Time, Random.Shared, Loggers.CreateLogger<AmiClient>());
    }

    public AriInboundConnector CreateConnector(AriLink link, NodeTurn turn)
        => new(link, CreateHttp(link.Options), Time, Loggers.CreateLogger<AriInboundConnector>(), turn.IsOursAsync);

    public NodeTurn CreateTurn(NodeOptions node) => new(node.Name, database, Time, Loggers.CreateLogger<NodeTurn>());

    /// <summary>Who asked has long stopped waiting; what follows for the same channel waits on, so as not to overtake a request that Asterisk is late with.</summary>
    private AriHttpTransport CreateHttp(AriLinkOptions options)
        => new(http.CreateClient(HttpClientName), options with { RequestTimeout = options.RequestTimeout * 4 }, Time);
}
