using System.Net;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Network;

namespace CallControl.TestKit.Lab;

/// <summary>What can be broken: a proxy in each of CallControl's connections. Everybody else goes past them.</summary>
public sealed class LabWires : IAsyncDisposable
{
    internal LabWires(LinkDirection link, AsteriskPorts pbx, int callControlPort, Func<int> databasePort)
    {
        Ari = new TcpProxy(link == LinkDirection.Outbound ? new IPEndPoint(IPAddress.Loopback, callControlPort) : new IPEndPoint(pbx.Address, pbx.Http));
        Ami = new TcpProxy(new IPEndPoint(pbx.Address, pbx.Ami));
        Database = new TcpProxy(() => new IPEndPoint(IPAddress.Loopback, databasePort()));
    }

    /// <summary>To Asterisk's ARI, whoever opens it.</summary>
    public TcpProxy Ari { get; }

    /// <summary>To Asterisk's manager interface.</summary>
    public TcpProxy Ami { get; }

    /// <summary>To PostgreSQL.</summary>
    public TcpProxy Database { get; }

    /// <summary>All of them flow again, at once.</summary>
    public void Restore()
    {
        Ari.Restore();
        Ami.Restore();
        Database.Restore();
    }

    public async ValueTask DisposeAsync()
    {
        await Ari.DisposeAsync();
        await Ami.DisposeAsync();
        await Database.DisposeAsync();
    }
}
