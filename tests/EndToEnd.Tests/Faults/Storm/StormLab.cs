using System.Net;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Lab;

namespace CallControl.EndToEnd.Tests.Faults.Storm;

/// <summary>A lab whose trunk is two crowds of simple phones: they speak SIP and no media.</summary>
public sealed class StormLab() : LabFixture(LinkDirection.Outbound, Leases), IDisposable
{
    private const string Leases = """
        UPDATE virtual_numbers SET is_busy = TRUE, assigned_listing_id = 101 + id % 4, assigned_at = now(), assigned_until = now() + interval '1 hour';
        """;

    private readonly AsteriskPorts _callers = AsteriskPorts.Lease("127.0.0.3", rtpPorts: 0);
    private readonly AsteriskPorts _owners = AsteriskPorts.Lease("127.0.0.4", rtpPorts: 0);

    public IPEndPoint Callers => new(_callers.Address, _callers.Sip);

    public IPEndPoint Owners => new(_owners.Address, _owners.Sip);

    public IPEndPoint Pbx => new(IPAddress.Loopback, Lab.Pbx.SipPort);

    public void Dispose()
    {
        _callers.Dispose();
        _owners.Dispose();
    }

    protected override LabOptions Change(LabOptions options) => options with
    {
        Pbx = pbx => pbx with
        {
            Files = new Dictionary<string, string>(pbx.Files)
            {
                ["local/pjsip.conf"] = Endpoints(pbx.Ports.Address),
                // The shipped range instead of the lab's small one, below all the ports that labs lease.
                ["rtp.conf"] = "[general]\nrtpstart = 10000\nrtpend = 20000\nicesupport = no\n",
                // Verbose lines cost more than the calls they tell of.
                ["local/logger.conf"] = "[logfiles](+)\nmessages.log => warning,error\n",
            },
        },
    };

    private string Endpoints(IPAddress pbx) => $"""
        [callers](trunk-endpoint)
        dtmf_mode = info
        allow = !all,ulaw
        media_address = {pbx}
        bind_rtp_to_media_address = yes
        [callers](trunk-identify)
        endpoint = callers
        match = {Callers.Address}
        [trunk](trunk-endpoint)
        aors = trunk
        allow = !all,ulaw
        media_address = {pbx}
        bind_rtp_to_media_address = yes
        [trunk](trunk-aor)
        contact = sip:{Owners}
        qualify_frequency = 0
        [trunk](trunk-identify)
        endpoint = trunk
        match = {Owners.Address}
        """;
}
