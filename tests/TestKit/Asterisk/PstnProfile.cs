using CallControl.TestKit.Processes;

namespace CallControl.TestKit.Asterisk;

/// <summary>The demonstration telephone network: everybody's phones, reached by the pbx over its trunk.</summary>
public static class PstnProfile
{
    public const string Address = "127.0.0.2";

    /// <param name="ports">Its own ports.</param>
    /// <param name="pbx">The ports of our Asterisk.</param>
    /// <param name="name">Name of the instance.</param>
    /// <param name="second">The ports of a second one of ours, if there is one: the trunk <c>pbx2</c>.</param>
    public static AsteriskOptions Create(AsteriskPorts ports, AsteriskPorts pbx, string name = "pstn", AsteriskPorts? second = null) => new()
    {
        Name = name,
        Ports = ports,
        // What a server needs whatever it is for (modules, tones, logs) comes from ours; its own files replace the rest.
        ConfigFolders = [Path.Combine(Repository.Root, "asterisk-conf"), Path.Combine(Repository.Root, "tests", "TestKit", "Asterisk", "pstn")],
        Files = new Dictionary<string, string>
        {
            ["local/pjsip.conf"] = $"""
                [pbx](+)
                media_address = {ports.Address}
                bind_rtp_to_media_address = yes
                [pbx-aor](+)
                contact = sip:{pbx.Address}:{pbx.Sip}
                [pbx-identify](+)
                match = {pbx.Address}
                {Second(second)}
                """,
        },
        AriUser = "pstn",
        AmiUser = "pstn",
    };

    private static string Second(AsteriskPorts? pbx) => pbx is null ? "" : $"""
        [pbx2](pbx)
        aors = pbx2-aor
        [pbx2-aor]
        type = aor
        contact = sip:{pbx.Address}:{pbx.Sip}
        [pbx2-identify]
        type = identify
        endpoint = pbx2
        match = {pbx.Address}
        """;
}
