using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Restart;

/// <summary>Asterisk keeps new calls and events for us while we are away.</summary>
public sealed class Restarts_on_the_outbound_link(OutboundRestartLab lab) : Restarts(lab.Lab), IClassFixture<OutboundRestartLab>
{
    [Fact]
    public async Task A_call_that_arrives_while_it_is_away_is_greeted_when_it_is_back()
    {
        var number = await LeaseAsync(201);
        await Lab.App.KillAsync();
        var caller = await Lab.Pstn.CallAsync(Caller, number);

        await Lab.App.StartAsync();
        await HearsAsync(caller, Greeting("комната на Арбате"));
        await caller.HangUpAsync();

        (await StoredCall.OfAsync(Lab, Caller)).ListingId.ShouldBe(201);
    }

    [Fact]
    public async Task A_caller_who_comes_and_goes_while_it_is_away_is_written_down()
    {
        var number = await LeaseAsync(201);
        await Lab.App.KillAsync();
        var caller = await Lab.Pstn.CallAsync(Caller, number);
        await Poll.UntilAsync(
            async () => (await Lab.PbxAri.Channels.ListAsync()).Any(channel => channel.Dialplan.AppName == "Stasis"),
            TimeSpan.FromSeconds(5), "the call waits in Stasis");
        await caller.HangUpAsync();

        await Lab.App.StartAsync();

        (await StoredCall.OfAsync(Lab, Caller)).End.ShouldBe("caller.hung_up");
    }

    [Fact]
    public async Task When_both_hang_up_while_it_is_away_the_first_to_do_so_is_known()
        => (await BothHangUpWhileItIsAwayAsync()).End.ShouldBe("owner.hung_up");
}

public sealed class OutboundRestartLab() : LabFixture(LinkDirection.Outbound, CallPathsLab.Listings);
