using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Lab;

namespace CallControl.EndToEnd.Tests.Nodes;

/// <summary>Our Asterisk is the oldest that is tested: the inbound link, and REST over HTTP.</summary>
public sealed class Asterisk16Lab() : LabFixture(LinkDirection.Inbound)
{
    public override Task InitializeAsync() => AsteriskRoot.WhyMissing(AsteriskRoot.Oldest) is null ? base.InitializeAsync() : Task.CompletedTask;

    protected override LabOptions Change(LabOptions options) => options with { PbxRoot = AsteriskRoot.Oldest };
}
