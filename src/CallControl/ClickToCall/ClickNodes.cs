using CallControl.Asterisk.Ami;
using CallControl.Nodes;

namespace CallControl.ClickToCall;

/// <summary>Which Asterisk makes an enterprise's calls.</summary>
internal sealed class ClickNodes(NodeDirectory nodes)
{
    /// <summary>One that is linked to this process both ways; null when there is none.</summary>
    public AsteriskNode? FindLinked(EnterpriseClicks own) => nodes.All.FirstOrDefault(node => IsMeant(node, own) && node.Environment.IsLinked() && node.Ami.State == AmiState.Ready);

    /// <summary>One that any process may be linked to; null when no such node is configured.</summary>
    public AsteriskNode? Find(EnterpriseClicks own) => nodes.All.FirstOrDefault(node => IsMeant(node, own));

    private static bool IsMeant(AsteriskNode node, EnterpriseClicks own) => own.Node is null || node.Options.Name == own.Node;
}
