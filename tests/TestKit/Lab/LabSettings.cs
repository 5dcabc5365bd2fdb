using CallControl.TestKit.Asterisk;

namespace CallControl.TestKit.Lab;

/// <summary>What CallControl is told of a lab: environment variables.</summary>
internal sealed class LabSettings : Dictionary<string, string>
{
    public LabSettings(string connectionString)
    {
        this["ConnectionStrings__CallControl"] = connectionString;
        // All visitors of a lab come from one address.
        foreach (var limit in new[] { "ListingsPerVisitor", "ListingsPerAddress", "ListingsPerSubnet", "RequestsPerMinute" })
            this[$"Web__Visitors__{limit}"] = "1000000";
    }

    public void AddNode(int index, string name, AsteriskInstance pbx, LinkDirection link, LabWires? wires = null)
    {
        var node = $"Asterisk__Nodes__{index}__";
        this[node + "Name"] = name;
        this[node + "Link"] = link.ToString();
        this[node + "AriUser"] = pbx.AriUser;
        this[node + "AriPassword"] = pbx.AriPassword;
        this[node + "HttpUrl"] = $"http://{pbx.IpAddress}:{(link == LinkDirection.Inbound ? wires?.Ari.Port : null) ?? pbx.HttpPort}";
        this[node + "AmiHost"] = pbx.IpAddress;
        this[node + "AmiPort"] = $"{wires?.Ami.Port ?? pbx.AmiPort}";
        this[node + "AmiUser"] = pbx.AmiUser;
        this[node + "AmiSecret"] = pbx.AmiPassword;
    }
}
