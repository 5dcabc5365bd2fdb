using System.Net.Sockets;

namespace CallControl.TestKit.Asterisk;

/// <summary>Writes the /etc/asterisk of one instance: shipped files as they are, what differs in local/.</summary>
internal static class InstanceConfig
{
    // Files of Debian's that a server needs and CallControl has no opinion about.
    private static readonly string[] FromDebian = ["acl.conf", "ccss.conf", "features.conf", "pjproject.conf", "stasis.conf", "udptl.conf"];

    public static string EntityId(AsteriskOptions options) =>
        $"02:00:{options.Ports.Address.GetAddressBytes()[3]:x2}:00:{options.Ports.Sip >> 8:x2}:{options.Ports.Sip & 0xff:x2}";

    public static void Write(InstanceFolder folder, AsteriskOptions options)
    {
        var etc = Path.Combine(folder.HostPath, "etc");
        foreach (var file in FromDebian)
            File.Copy(Path.Combine(folder.Root, "etc", "asterisk", file), Path.Combine(etc, file), overwrite: true);
        foreach (var source in options.ConfigFolders)
        {
            foreach (var file in Directory.EnumerateFiles(source, "*.conf"))
                File.Copy(file, Path.Combine(etc, Path.GetFileName(file)), overwrite: true);
        }

        foreach (var (name, text) in Common(folder, options).Concat(options.Files))
        {
            var path = Path.Combine(etc, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            // Both the common part and the profile may have something to say about one file.
            if (name.StartsWith("local/", StringComparison.Ordinal))
                File.AppendAllText(path, text + "\n");
            else
                File.WriteAllText(path, text + "\n");
        }
    }

    private static Dictionary<string, string> Common(InstanceFolder folder, AsteriskOptions options)
    {
        var ports = options.Ports;
        if (ports.Address.AddressFamily != AddressFamily.InterNetwork)
            throw new ArgumentException("Instances are told apart by addresses of the form 127.0.0.x.", nameof(options));
        return new Dictionary<string, string>
        {
            ["local/asterisk.conf"] = $"""
                [directories](+)
                astvarlibdir => {folder.AsteriskPath}/var
                astdbdir => {folder.AsteriskPath}/var
                astkeydir => {folder.AsteriskPath}/var
                astspooldir => {folder.AsteriskPath}/spool
                astrundir => {folder.AsteriskPath}/run
                astlogdir => {folder.AsteriskPath}/log
                [options](+)
                entityid = {EntityId(options)}
                systemname = {folder.Name}
                """,
            ["local/extensions.conf"] = $"""
                [globals](+)
                CALLCONTROL_SOUNDS = {folder.AsteriskPath}/sounds/callcontrol
                """,
            ["local/http.conf"] = $"""
                [general](+)
                bindaddr = {ports.Address}
                bindport = {ports.Http}
                """,
            ["local/ari.conf"] = $"""
                [{options.AriUser}](+)
                password = {options.AriPassword}
                """,
            ["local/manager.conf"] = $"""
                [general](+)
                bindaddr = {ports.Address}
                port = {ports.Ami}
                [{options.AmiUser}](+)
                secret = {options.AmiPassword}
                """,
            ["local/rtp.conf"] = $"""
                [general](+)
                rtpstart = {ports.RtpFirst}
                rtpend = {ports.RtpLast}
                """,
            ["local/pjsip.conf"] = $"""
                [transport-udp](+)
                bind = {ports.Address}:{ports.Sip}
                """,
        };
    }
}
