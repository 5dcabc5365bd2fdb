using System.Net;
using CallControl.TestKit.Processes;

namespace CallControl.TestKit.Asterisk;

/// <summary>The address and ports of one instance, leased before it is configured, because its peers' configuration names them.</summary>
public sealed class AsteriskPorts : IDisposable
{
    private const int Signalling = 20;
    private readonly PortLease _lease;

    private AsteriskPorts(IPAddress address, PortLease lease)
    {
        Address = address;
        _lease = lease;
    }

    public IPAddress Address { get; }

    public int Sip => _lease.First;

    public int Http => _lease.First + 2;

    public int Ami => _lease.First + 4;

    public int RtpFirst => _lease.First + Signalling;

    public int RtpLast => _lease.Last;

    /// <param name="address">127.0.0.x; peers are told apart by it, so every instance of a pair has its own.</param>
    /// <param name="rtpPorts">Two per leg.</param>
    public static AsteriskPorts Lease(string address, int rtpPorts = 180)
    {
        var parsed = IPAddress.Parse(address);
        return new AsteriskPorts(parsed, FreePort.Lease(parsed, rtpPorts + Signalling));
    }

    public void Dispose() => _lease.Dispose();
}
