using CallControl.Asterisk.Ari.Events;
using CallControl.CallControl.Tests.Storage;
using CallControl.Calls;
using CallControl.TestKit.Processes;

namespace CallControl.CallControl.Tests.Flows.VirtualNumber;

/// <summary>The link to Asterisk was away for a moment, and what a stage had set before does not count any more.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class Links_that_come_back(PostgresFixture postgres)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan DigitTimeout = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_caller_who_thought_about_the_greeting_hears_it_once_more_and_not_twice()
    {
        await using var lab = await CallLab.StartAsync(postgres);
        var call = lab.Arrive(CallLab.Numbers[0]);
        await lab.UntilAsync(call, "prompt greeting");
        await CallLab.HearToTheEndAsync(call, call.Caller);
        await lab.UntilTimersAsync(1);

        call.Post(new CallMessage.LinkRestored());
        await lab.UntilAsync(call, "prompt greeting", times: 2);
        lab.Clock.Pass(DigitTimeout);
        CallLab.Press(call, "1");

        var happened = await lab.UntilAsync(call, "stage ringing");
        happened.Count(one => one == "prompt greeting").ShouldBe(2);
    }

    [Fact]
    public async Task A_caller_who_was_about_to_key_in_a_code_has_the_time_for_it_anew()
    {
        await using var lab = await CallLab.StartAsync(postgres);
        var call = lab.Arrive(CallLab.Numbers[1]);
        await lab.UntilAsync(call, "prompt enter_code");
        await CallLab.HearToTheEndAsync(call, call.Caller);
        await lab.UntilTimersAsync(1);

        call.Post(new CallMessage.LinkRestored());
        await lab.UntilAsync(call, "prompt enter_code", times: 2);
        lab.Clock.Pass(DigitTimeout);
        CallLab.Press(call, "5101#");

        var happened = await lab.UntilAsync(call, "stage greeting");
        happened.ShouldNotContain("prompt wrong_code");
    }

    [Fact]
    public async Task An_owner_who_was_asked_to_accept_is_asked_again_and_given_up_in_the_end()
    {
        await using var lab = await CallLab.StartAsync(postgres, """{"accept":true}""");
        var call = lab.Arrive(CallLab.Numbers[0]);
        await lab.UntilAsync(call, "prompt greeting");
        CallLab.Press(call, "1");
        await lab.UntilAsync(call, "dial +79035550101");
        var owner = call.Legs.Single(leg => leg.Role == LegRole.Owner);
        lab.Asterisk.Channels[owner.Id] = "Up";
        call.Post(new CallMessage.FromAsterisk(new StasisStart { Args = ["owner"], Channel = CallLab.ChannelOf(owner.Id, "Up") }));
        await lab.UntilAsync(call, "prompt accept");

        call.Post(new CallMessage.LinkRestored());
        await lab.UntilAsync(call, "prompt accept", times: 2);
        lab.Asterisk.Requests.Count(request => request == $"Delete playbacks/{PlaybackOf(lab, owner)}").ShouldBe(1, "what he heard was stopped");
        for (var asked = 3; asked <= 4; asked++)
        {
            await SilentAsync(lab, call, owner);
            await lab.UntilAsync(call, "prompt accept", asked);
        }

        await SilentAsync(lab, call, owner);
        await lab.UntilAsync(call, "leg_ended +79035550101");
        await lab.UntilAsync(call, "dial +79035550201");
    }

    [Fact]
    public async Task Destinations_that_ring_at_once_are_all_rung()
    {
        await using var lab = await CallLab.StartAsync(postgres, """{"ring":"parallel"}""");
        var row = lab.Row("ringing", """{"next":1}""");
        var first = CallLab.ChannelOf(Leg.OwnerId(new CallId(row.Id), 2, 0), "Ringing");

        var call = await lab.AdoptAsync(row, first);

        var happened = await lab.UntilAsync(call, "dial +79035550201");
        happened.ShouldNotContain("dial +79035550101");
    }

    [Fact]
    public async Task Destinations_that_rang_at_once_and_are_gone_are_all_rung_again_where_Asterisk_keeps_no_events()
    {
        await using var lab = await CallLab.StartAsync(postgres, """{"ring":"parallel"}""", keepsEvents: false);

        var call = await lab.AdoptAsync(lab.Row("ringing", """{"next":2}"""));

        await lab.UntilAsync(call, "dial +79035550101");
        await lab.UntilAsync(call, "dial +79035550201");
    }

    private static async Task SilentAsync(CallLab lab, Call call, Leg owner)
    {
        var timers = lab.Clock.Timers;
        await CallLab.HearToTheEndAsync(call, owner);
        await Poll.UntilAsync(() => lab.Clock.Timers == timers + 1, Limit, "he has the time to press 1");
        lab.Clock.Pass(DigitTimeout);
    }

    /// <summary>The first that was played to a leg.</summary>
    private static string PlaybackOf(CallLab lab, Leg leg)
    {
        var before = $"Post channels/{leg.Id}/play/";
        return lab.Asterisk.Requests.First(request => request.StartsWith(before, StringComparison.Ordinal))[before.Length..];
    }
}
