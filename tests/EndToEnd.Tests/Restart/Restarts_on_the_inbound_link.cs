using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Asterisk;

namespace CallControl.EndToEnd.Tests.Restart;

/// <summary>Channels stay in the application while we are away; what happens to them meanwhile nobody tells us.</summary>
public sealed class Restarts_on_the_inbound_link(InboundRestartLab lab) : Restarts(lab.Lab), IClassFixture<InboundRestartLab>
{
    [Fact]
    public async Task When_both_hang_up_while_it_is_away_the_call_has_ended_unseen()
        => (await BothHangUpWhileItIsAwayAsync()).End.ShouldBe("system.unseen");
}

public sealed class InboundRestartLab() : LabFixture(LinkDirection.Inbound, CallPathsLab.Listings);
