using Microsoft.Extensions.Options;

namespace CallControl.Nodes;

/// <summary>The configured nodes by name.</summary>
internal sealed class NodeDirectory(IOptions<AsteriskOptions> options, NodeParts parts, IncomingCalls incoming)
{
    private readonly IReadOnlyDictionary<string, AsteriskNode> _nodes =
        options.Value.Nodes.ToDictionary(n => n.Name, n => new AsteriskNode(n, parts, incoming, parts.CreateAmi(n)));

    public IEnumerable<AsteriskNode> All => _nodes.Values;

    public AsteriskNode? Find(string name) => _nodes.GetValueOrDefault(name);
}
