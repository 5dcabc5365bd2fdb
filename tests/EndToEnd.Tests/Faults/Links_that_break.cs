using CallControl.Asterisk.Ami;
using CallControl.Asterisk.Ari.Link;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Phones;
using CallControl.TestKit.Processes;
using Xunit.Abstractions;

namespace CallControl.EndToEnd.Tests.Faults;

/// <summary>The wires to Asterisk are cut, go dead without a word, or are slow. The same over either ARI link.</summary>
public abstract class Links_that_break(CallControlLab lab, ITestOutputHelper output) : FaultTest(lab)
{
    // Whoever asks for health does so now and then, and on a busy machine.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1.5);

    // The inbound link waits up to 5 s between its attempts, and an attempt under way may have to time out first.
    protected static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(12);

    [Fact]
    public async Task A_link_cut_while_the_phone_rings_and_again_while_they_talk_costs_the_call_nothing()
    {
        var (caller, owner) = await RingAsync(Caller, 101);

        Lab.Wires.Ari.Cut();
        await UntilHealthIsAsync("ari", "unhealthy", Slack);
        await owner.AnswerAsync();
        Lab.Wires.Restore();
        owner = await AnsweredAsync(owner);
        await HearsAsync(owner, "Звонок с сайта по объекту номер 101.");
        var talk = await ToneTalk.BeginAsync(caller, owner);

        Lab.Wires.Ari.Cut();
        Lab.Wires.Ami.Cut();
        await UntilHealthIsAsync("ari", "unhealthy", Slack);
        await UntilHealthIsAsync("ami", "degraded", Slack);
        await talk.GoOnAsync();
        Lab.Wires.Restore();
        await UntilAllIsWellAsync();
        await talk.CallerHangsUpAsync();

        talk.ShouldBeUnbroken();
        var call = await StoredCall.OfAsync(Lab, Caller, recorded: true);
        call.End.ShouldBe("caller.hung_up");
        call.Stage.ShouldBe("talking");
        await UntilNoCallIsLeftAsync();
        IsStillAlive();
    }

    [Fact]
    public async Task A_link_cut_during_the_greeting_has_it_said_once_more()
    {
        var caller = await CallAsync(Caller, 101);

        await CutAndRestoreAsync();
        await UntilEventAsync("prompt greeting", 2);
        await caller.PressAsync("1");
        await HangUpAfterAnswerAsync(caller, await Lab.Pstn.ExpectCallAsync("+79035550101"));

        var call = await StoredCall.OfAsync(Lab, Caller);
        call.End.ShouldBe("caller.hung_up");
        (await StoredCall.EventsAsync(Lab, call.Id)).Count(one => one == "prompt greeting").ShouldBe(2);
        await UntilNoCallIsLeftAsync();
    }

    [Fact]
    public async Task A_link_cut_while_a_code_is_keyed_in_has_it_asked_for_again()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, FaultLab.NumberForAll);
        await GreetedAsync(caller);
        await caller.PressAsync("5");
        await UntilEventAsync("digit 5", 1);

        await CutAndRestoreAsync();
        await UntilEventAsync("prompt enter_code", 2);
        await caller.PressAsync("101#");
        await UntilEventAsync("stage greeting", 1);
        await caller.HangUpAsync();

        var call = await StoredCall.OfAsync(Lab, Caller);
        call.End.ShouldBe("caller.hung_up");
        call.ListingId.ShouldBe(101);
        await UntilNoCallIsLeftAsync();
    }

    [Fact]
    public async Task Wires_that_go_dead_without_a_word_are_noticed_in_time_and_afterwards_every_call_goes_on_as_it_should()
    {
        var (leaver, ringer) = (Caller.Replace("+7916", "+7917", StringComparison.Ordinal), Caller.Replace("+7916", "+7918", StringComparison.Ordinal));
        var talks = await Task.WhenAll(TalkAsync(Caller, 101), TalkAsync(leaver, 102));
        var (talk, left) = (talks[0], talks[1]);
        var (ringing, unanswered) = await RingAsync(ringer, 104);

        var frozen = TimeProvider.System.GetTimestamp();
        Lab.Wires.Ari.Freeze();
        Lab.Wires.Ami.Freeze();
        var ami = NoticedAsync("ami", "degraded", frozen, new AmiOptions().NoticedWithin);
        var ari = NoticedAsync("ari", "unhealthy", frozen, LinkOptions.NoticedWithin);
        await left.Caller.HangUpAsync();
        // Asterisk gives up ringing in this time, and its word of it is lost.
        await Task.WhenAll(ami, ari, unanswered.WaitForHangUpAsync());
        left.Owner.HasEnded.ShouldBeFalse();
        Lab.Wires.Restore();
        await UntilHealthIsAsync("ari", "healthy", BackWithin);
        await UntilHealthIsAsync("ami", "healthy", BackWithin);
        await left.Owner.WaitForHangUpAsync();
        await HearsAsync(ringing, "Владелец сейчас не может ответить. Пожалуйста, перезвоните позже.");
        await ringing.WaitForHangUpAsync();
        await talk.GoOnAsync();
        await talk.OwnerHangsUpAsync();

        talk.ShouldBeUnbroken();
        (await StoredCall.OfAsync(Lab, Caller, recorded: true)).End.ShouldBe("owner.hung_up");
        (await StoredCall.OfAsync(Lab, leaver, recorded: true)).End.ShouldBe("caller.hung_up");
        (await StoredCall.OfAsync(Lab, ringer)).End.ShouldBe("owner.unavailable");
        await UntilNoCallIsLeftAsync();
        IsStillAlive();
    }

    [Fact]
    public async Task A_call_runs_through_wires_that_take_a_third_of_a_second_each_way()
    {
        Lab.Wires.Ari.Delay = TimeSpan.FromMilliseconds(300);
        Lab.Wires.Ami.Delay = TimeSpan.FromMilliseconds(300);
        try
        {
            await (await TalkAsync(Caller, 102)).CallerHangsUpAsync();

            var call = await StoredCall.OfAsync(Lab, Caller, recorded: true);
            call.End.ShouldBe("caller.hung_up");
            call.Stage.ShouldBe("talking");
            (await HealthAsync("ari")).ShouldBe("healthy");
            await UntilNoCallIsLeftAsync();
        }
        finally
        {
            Lab.Wires.Restore();
        }
    }

    [Fact]
    public async Task While_requests_queue_too_long_a_further_caller_hears_busy_and_those_before_him_get_through()
    {
        var number = await LeaseAsync(101);
        string[] callers = [Caller, .. Enumerable.Range(1, 8).Select(other => Caller.Replace("+7916", $"+792{other}", StringComparison.Ordinal))];
        var late = Caller.Replace("+7916", "+7929", StringComparison.Ordinal);
        Lab.Wires.Ari.Delay = TimeSpan.FromSeconds(1.5);
        try
        {
            var phones = await Task.WhenAll(callers.Select(caller => Lab.Pstn.CallAsync(caller, number)));
            await Poll.UntilAsync(async () => await MetricAsync("callcontrol_ari_delay_seconds") > 0, TimeSpan.FromSeconds(20), "their requests queue");
            var busy = await Lab.Pstn.CallAsync(late, number);
            var end = await busy.WaitForHangUpAsync();
            Lab.Wires.Restore();
            foreach (var caller in callers)
                await Poll.UntilAsync(async () => await StoredCall.CountEventsAsync(Lab, caller, "prompt greeting") > 0, TimeSpan.FromSeconds(20), $"{caller} is greeted");
            await Task.WhenAll(phones.Select(phone => phone.HangUpAsync()));

            busy.IsAnswered.ShouldBeFalse();
            end.SipCode.ShouldBe(486);
            (await StoredCall.OfAsync(Lab, late)).End.ShouldBe("system.overload");
            foreach (var caller in callers)
                (await StoredCall.OfAsync(Lab, caller)).End.ShouldBe("caller.hung_up");
            await UntilNoCallIsLeftAsync();
        }
        finally
        {
            Lab.Wires.Restore();
        }
    }

    /// <summary>The owner's phone, after he had answered while the link was away.</summary>
    protected virtual Task<PhoneCall> AnsweredAsync(PhoneCall owner) => Task.FromResult(owner);

    private static AriLinkOptions LinkOptions => new() { Node = "pbx", Application = "callcontrol", User = "", Password = "" };

    private async Task CutAndRestoreAsync()
    {
        Lab.Wires.Ari.Cut();
        await UntilHealthIsAsync("ari", "unhealthy", Slack);
        Lab.Wires.Restore();
        await UntilHealthIsAsync("ari", "healthy", BackWithin);
    }

    private async Task NoticedAsync(string part, string status, long since, TimeSpan within)
    {
        await UntilHealthIsAsync(part, status, within + Slack);
        output.WriteLine($"{part}: noticed after {TimeProvider.System.GetElapsedTime(since).TotalSeconds:0.0} s of {within.TotalSeconds:0.0} s");
    }
}

[Collection(nameof(OutboundFaultLab))]
public sealed class Outbound_links_that_break(OutboundFaultLab lab, ITestOutputHelper output) : Links_that_break(lab.Lab, output)
{
    [Fact]
    public async Task Of_two_who_hung_up_unseen_the_one_whose_word_was_lost_with_the_link_was_first()
    {
        var talk = await TalkAsync(Caller, 101);

        Lab.Wires.Ari.Freeze();
        await talk.Owner.HangUpAsync();
        await Poll.UntilAsync(async () => (await Lab.PbxAri.Channels.ListAsync()).Count == 1, BackWithin, "the owner has left");
        await Lab.App.KillAsync();
        var attempts = Lab.Wires.Ari.Accepted;
        Lab.Wires.Ari.Cut();
        await Poll.UntilAsync(() => Lab.Wires.Ari.Accepted > attempts, BackWithin, "Asterisk has noticed, and keeps what happens from now on");
        await talk.Caller.HangUpAsync();
        Lab.Wires.Restore();
        await Lab.App.StartAsync();

        (await StoredCall.OfAsync(Lab, Caller, recorded: true)).End.ShouldBe("owner.hung_up");
        await UntilNoCallIsLeftAsync();
    }
}

public sealed class Inbound_links_that_break(InboundFaultLab lab, ITestOutputHelper output) : Links_that_break(lab.Lab, output), IClassFixture<InboundFaultLab>
{
    /// <summary>Asterisk has hung up on him, since there was no application to put him into; he is rung once more.</summary>
    protected override async Task<PhoneCall> AnsweredAsync(PhoneCall owner)
    {
        await owner.WaitForHangUpAsync();
        var again = await Lab.Pstn.ExpectCallAsync(owner.Number);
        await again.AnswerAsync();
        return again;
    }
}

[CollectionDefinition(nameof(OutboundFaultLab))]
public sealed class OutboundFaults : ICollectionFixture<OutboundFaultLab>;
