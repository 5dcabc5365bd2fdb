using CallControl.TestKit.Processes;

namespace CallControl.TestKit.Asterisk;

/// <summary>Our Asterisk: the shipped asterisk-conf and dialplan, with ports, trunk and link in local/.</summary>
public static class PbxProfile
{
    public const string Address = "127.0.0.1";

    /// <summary>Of a second one.</summary>
    public const string SecondAddress = "127.0.0.3";

    private const string Password = "rig-ari";

    // tcpmux, which nobody runs: an Asterisk without a CallControl of its own must not find another one, on the usual port.
    private const int Nobody = 1;

    /// <param name="ports">Its own ports.</param>
    /// <param name="trunk">The telephone network it has a trunk to.</param>
    /// <param name="link">Who opens the ARI websocket.</param>
    /// <param name="callControlPort">Where CallControl listens, for the outbound link. Default: nobody does.</param>
    /// <param name="name">Name of the instance.</param>
    /// <param name="node">Its name in CallControl's configuration.</param>
    public static AsteriskOptions Create(
        AsteriskPorts ports, AsteriskPorts trunk, LinkDirection link, int callControlPort = Nobody, string name = "pbx", string node = "pbx")
    {
        var files = new Dictionary<string, string>
        {
            ["dialplan/callcontrol.conf"] = File.ReadAllText(Path.Combine(Repository.Root, "dialplan", "callcontrol.conf")),
            ["local/pjsip.conf"] = $"""
                [trunk](trunk-endpoint)
                aors = trunk
                media_address = {ports.Address}
                bind_rtp_to_media_address = yes
                [trunk](trunk-aor)
                contact = sip:{trunk.Address}:{trunk.Sip}
                [trunk](trunk-identify)
                endpoint = trunk
                match = {trunk.Address}
                """,
            ["local/manager.conf"] = """
                permit = 127.0.0.0/255.0.0.0
                """,
            ["local/websocket_client.conf"] = $"""
                [callcontrol](+)
                uri = ws://127.0.0.1:{callControlPort}/ari/{node}
                password = {Password}
                """,
        };
        if (link == LinkDirection.Inbound)
            files["ari-outbound.conf"] = "; Inbound link: CallControl connects to Asterisk.";
        return new AsteriskOptions
        {
            Name = name,
            Ports = ports,
            ConfigFolders = [Path.Combine(Repository.Root, "asterisk-conf")],
            Files = files,
            AriUser = "callcontrol",
            AriPassword = Password,
            AmiUser = "callcontrol",
        };
    }
}
