using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Asterisk;

namespace CallControl.EndToEnd.Tests.Restart;

/// <summary>Channels stay in the application while we are away; what happens to them meanwhile nobody tells us.</summary>
public sealed class Restarts_on_the_inbound_link(InboundRestartLab lab) : Restarts(lab.Lab), IClassFixture<InboundRestartLab>
{
    [Fact]
    public async Task An_owner_who_answers_while_it_is_away_is_cut_off_by_Asterisk_and_rung_again()
    {
        var (caller, owner) = await RingAsync(201, "+79035550201");

        await KillAndRestartAsync(async () =>
        {
            await owner.AnswerAsync();
            await owner.WaitForHangUpAsync();
        });
        var again = await Lab.Pstn.ExpectCallAsync("+79035550201");
        await again.AnswerAsync();
        await HearsAsync(again, "Звонок с сайта по объекту номер 201.");

        await TalkAndHangUpAsync(caller, again);
        await ExpectAsync("caller.hung_up", "talking", listing: 201, dials: 2);
    }

    [Fact]
    public async Task When_both_hang_up_while_it_is_away_the_call_has_ended_unseen()
        => (await BothHangUpWhileItIsAwayAsync()).End.ShouldBe("system.unseen");
}

public sealed class InboundRestartLab() : LabFixture(LinkDirection.Inbound, CallPathsLab.Listings);
