using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Processes;
using Xunit.Abstractions;

namespace CallControl.EndToEnd.Tests.Nodes;

/// <summary>Nothing assumes one Asterisk or one CallControl.</summary>
public sealed class Several_nodes_and_processes(NodesLab lab, ITestOutputHelper output) : NodeTest(lab, output), IClassFixture<NodesLab>
{
    [Fact]
    public async Task Each_node_has_its_own_calls_and_limit_and_the_death_of_one_does_not_touch_the_other()
    {
        await Nodes.RestoreOrderAsync();
        // A full node gives no numbers to visitors any more.
        var numberOfThird = await LeaseAsync(222, Third);
        var talk = await TalkAsync(Caller, 221);
        var otherTalk = await TalkAsync(Other, 222, "pbx2");

        var refused = await Lab.Pstn.CallAsync(Third, numberOfThird, "pbx2");
        var refusal = await refused.WaitForHangUpAsync();
        await Lab.SecondPbx!.KillAsync();
        await talk.GoOnAsync();
        await Lab.SecondPbx.StartAsync();
        var lost = await StoredCall.OfAsync(Lab, Other);
        await talk.GoOnAsync();
        await talk.CallerHangsUpAsync();
        await otherTalk.Caller.HangUpAsync();
        await otherTalk.Owner.HangUpAsync();

        refusal.SipCode.ShouldBe(486, "pbx2 may carry one call");
        lost.End.ShouldBe("system.vanished");
        (await StoredCall.OfAsync(Lab, Caller)).End.ShouldBe("caller.hung_up");
        talk.ShouldBeUnbroken();
        var first = await ShouldBeHandledOnceAsync(Caller);
        var second = await ShouldBeHandledOnceAsync(Other);
        first.Node.ShouldBe("pbx");
        second.Node.ShouldBe("pbx2");
        first.Id.ShouldNotBe(second.Id);
        first.Replica.ShouldBe(second.Replica);
    }

    [Fact]
    public async Task When_a_process_is_killed_the_other_takes_over_its_calls_on_both_links_and_handles_none_twice()
    {
        await Nodes.RestoreOrderAsync();
        var talk = await TalkAsync(Caller, 221);
        var (ringingCaller, ringingOwner) = await RingAsync(Third, 223);
        var greeted = await Lab.Pstn.CallAsync(Other, await LeaseAsync(222, Other), "pbx2");
        await GreetedAsync(greeted);
        string[] callers = [Caller, Third, Other];
        foreach (var each in callers)
            await UntilAsync(each, "prompt greeting", 1);
        var before = await NodeCall.OfAsync(Lab, Caller);

        var killed = TimeProvider.System.GetTimestamp();
        await Nodes.KillFirstAsync();
        await Task.WhenAll(callers.Select(each => UntilTakenOverAsync(each, 1, killed)));
        await ringingOwner.AnswerAsync();
        await HearsAsync(ringingOwner, "Звонок с сайта по объекту номер 223.");
        await UntilAsync(Third, "recording started", 1);
        await ringingCaller.HangUpAsync();
        await UntilAsync(Other, "prompt greeting", 2);
        await greeted.PressAsync("1");
        var greetedOwner = await Lab.Pstn.ExpectCallAsync("+79035550222");
        await greetedOwner.AnswerAsync();
        await UntilAsync(Other, "recording started", 1);
        await greetedOwner.HangUpAsync();
        await talk.GoOnAsync();
        await talk.CallerHangsUpAsync();

        talk.ShouldBeUnbroken();
        var call = await StoredCall.OfAsync(Lab, Caller, recorded: true);
        call.End.ShouldBe("caller.hung_up");
        await talk.ShouldBeWholeInAsync(call.RecordingPath!);
        (await StoredCall.OfAsync(Lab, Third, recorded: true)).End.ShouldBe("caller.hung_up");
        (await StoredCall.OfAsync(Lab, Other, recorded: true)).End.ShouldBe("owner.hung_up");
        foreach (var each in callers)
            (await ShouldBeHandledOnceAsync(each)).Replica.ShouldNotBe(before.Replica);
    }

    [Fact]
    public async Task When_the_link_moves_to_another_process_and_back_each_lets_go_of_the_call_and_nobody_hears_it()
    {
        await Nodes.RestoreOrderAsync();
        var talk = await TalkAsync(Caller, 221);
        var before = await NodeCall.OfAsync(Lab, Caller);

        var moved = TimeProvider.System.GetTimestamp();
        Nodes.MoveLinkTo(Nodes.Second);
        await UntilTakenOverAsync(Caller, 1, moved);
        await UntilIdleAsync(Lab.App);
        var between = await NodeCall.OfAsync(Lab, Caller);
        await talk.GoOnAsync();
        moved = TimeProvider.System.GetTimestamp();
        Nodes.MoveLinkTo(Lab.App);
        await UntilTakenOverAsync(Caller, 2, moved);
        await UntilIdleAsync(Nodes.Second);
        await talk.GoOnAsync();
        await talk.CallerHangsUpAsync();

        talk.ShouldBeUnbroken();
        var call = await StoredCall.OfAsync(Lab, Caller, recorded: true);
        call.End.ShouldBe("caller.hung_up");
        await talk.ShouldBeWholeInAsync(call.RecordingPath!);
        between.Replica.ShouldNotBe(before.Replica);
        (await ShouldBeHandledOnceAsync(Caller)).Replica.ShouldBe(before.Replica);
    }

    [Fact]
    public async Task A_process_that_comes_second_stands_by_on_the_inbound_link_and_takes_nothing_away()
    {
        await Nodes.RestoreOrderAsync();
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = Nodes.Second.BaseAddress };

        await Poll.UntilAsync(
            async () => (await (await http.GetAsync(new Uri("health/ready", UriKind.Relative))).Content.ReadAsStringAsync()).Contains("pbx2 is Standby", StringComparison.Ordinal),
            Limit, "the second process stands by");

        await Lab.App.WaitUntilReadyAsync(Limit);
        (await File.ReadAllTextAsync(Lab.LogFile)).ShouldNotContain("another process has taken");
    }
}
