using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Audio;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Nodes;

/// <summary>The main paths on the oldest Asterisk that is tested.</summary>
public sealed class Calls_on_Asterisk_16(Asterisk16Lab lab) : CallTest(lab.Lab), IClassFixture<Asterisk16Lab>
{
    private const int RingbackTone = 425;

    [FactOnAsterisk16]
    public async Task Caller_is_greeted_presses_1_and_talks_with_the_owner_whose_number_he_never_sees()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(101));
        await HearsAsync(caller, Greeting("двухкомнатная квартира на Тверской"));
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550101");
        await owner.RingAsync();
        await caller.WaitUntilHeardAsync(heard => Tones.Contains(heard, RingbackTone), "ringback");
        await owner.AnswerAsync();
        await HearsAsync(owner, "Звонок с сайта по объекту номер 101.");
        var talk = await ToneTalk.BeginAsync(caller, owner);
        await talk.OwnerHangsUpAsync();

        Find(caller.Heard, "Звонок с сайта по объекту номер 101.").Found.ShouldBeFalse();
        owner.ShownCallerId.ShouldBe(Caller);
        caller.SipReceived().ShouldNotBeEmpty();
        caller.SipReceived().ShouldAllBe(message => !message.Contains("79035550101"));
        var call = await StoredCall.OfAsync(Lab, Caller, recorded: true);
        call.End.ShouldBe("owner.hung_up");
        (await Lab.PbxAri.Asterisk.GetInfoAsync()).System!.Version.ShouldStartWith("16.");
    }

    [FactOnAsterisk16]
    public async Task Killed_while_they_talk_nobody_hears_it_and_the_recording_is_whole()
    {
        var (caller, owner) = await TalkAsync(102);
        var talk = await ToneTalk.BeginAsync(caller, owner);
        await UntilEventAsync("recording started", 1);

        await Lab.App.KillAsync();
        await Lab.App.StartAsync();
        await Poll.UntilAsync(async () => await StoredCall.TakeoversAsync(Lab, Caller) > 0, TimeSpan.FromSeconds(2), "the call is taken over");
        await talk.GoOnAsync();
        await talk.CallerHangsUpAsync();

        talk.ShouldBeUnbroken();
        var call = await StoredCall.OfAsync(Lab, Caller, recorded: true);
        call.End.ShouldBe("caller.hung_up");
        await talk.ShouldBeWholeInAsync(call.RecordingPath!);
    }

    [FactOnAsterisk16]
    public async Task A_busy_owner_is_followed_by_the_next_and_a_caller_who_gives_up_stops_his_phone()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(103));
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        await (await Lab.Pstn.ExpectCallAsync("+79035550103")).RejectAsync(cause: 17);
        var second = await Lab.Pstn.ExpectCallAsync("+79035550113");

        await caller.HangUpAsync();
        await second.WaitForHangUpAsync();

        second.IsAnswered.ShouldBeFalse();
        var call = await StoredCall.OfAsync(Lab, Caller);
        call.End.ShouldBe("caller.hung_up");
        call.Stage.ShouldBe("ringing");
    }

    [FactOnAsterisk16]
    public async Task A_blocked_caller_is_rejected_unanswered()
    {
        await Lab.ExecuteAsync($"INSERT INTO blocked_callers (phone) VALUES ('{Caller}')");

        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(102));
        var end = await caller.WaitForHangUpAsync();

        caller.IsAnswered.ShouldBeFalse();
        end.SipCode.ShouldBe(403);
        (await StoredCall.OfAsync(Lab, Caller)).End.ShouldBe("system.blocked");
    }

    [FactOnAsterisk16]
    public async Task A_caller_who_comes_while_it_is_away_is_greeted_when_it_is_back()
    {
        var number = await LeaseAsync(102);
        await Lab.App.KillAsync();
        var caller = await Lab.Pstn.CallAsync(Caller, number);
        await caller.WaitForRingingAsync();

        await Lab.App.StartAsync();
        await HearsAsync(caller, Greeting("студия у метро Сокол"));
        await caller.HangUpAsync();

        (await StoredCall.OfAsync(Lab, Caller)).End.ShouldBe("caller.hung_up");
    }
}
