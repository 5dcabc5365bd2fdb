using CallControl.TestKit.Audio;
using CallControl.TestKit.Lab;

namespace CallControl.EndToEnd.Tests.Calls;

/// <summary>Real calls through two Asterisks: what each side hears, what is stored, and that nothing is left. The same over either ARI link.</summary>
public abstract class Calls_to_virtual_numbers(CallControlLab lab) : CallTest(lab)
{
    private const string Whisper101 = "Звонок с сайта по объекту номер 101.";
    private const string Goodbye = "Спасибо за звонок. До свидания.";
    private const string Unavailable = "Владелец сейчас не может ответить. Пожалуйста, перезвоните позже.";
    private const string NotFound =
        "К сожалению, мы не смогли определить объект. Зайдите на сайт example.com, выберите объект и позвоните по показанному номеру.";
    private const int CallersTone = ToneTalk.CallersTone;
    private const int OwnersTone = ToneTalk.OwnersTone;
    private const int RingbackTone = 425;

    [Fact]
    public async Task Caller_hears_the_greeting_and_after_1_and_a_whisper_to_the_owner_both_hear_each_other()
    {
        var number = await LeaseAsync(101);

        var caller = await Lab.Pstn.CallAsync(Caller, number);
        await HearsAsync(caller, Greeting("двухкомнатная квартира на Тверской"));
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550101");
        await owner.RingAsync();
        await caller.WaitUntilHeardAsync(heard => Tones.Contains(heard, RingbackTone), "ringback");
        await owner.AnswerAsync();
        await HearsAsync(owner, Whisper101);
        await caller.PlayToneAsync(CallersTone);
        await owner.PlayToneAsync(OwnersTone);
        await owner.WaitUntilHeardAsync(heard => Tones.Contains(heard, CallersTone), "the caller's tone");
        await caller.WaitUntilHeardAsync(heard => Tones.Contains(heard, OwnersTone), "the owner's tone");
        await caller.HangUpAsync();
        await owner.WaitForHangUpAsync();
        var call = await StoredCall.OfAsync(Lab, Caller, recorded: true);

        Find(caller.Heard, Whisper101).Found.ShouldBeFalse("the whisper is for the owner alone");
        Find(owner.Heard, Greeting("двухкомнатная квартира на Тверской")).Found.ShouldBeFalse("the greeting is for the caller alone");
        Tones.Contains(owner.Heard, RingbackTone).ShouldBeFalse("ringback is for the caller alone");
        Tones.Find(owner.Heard, CallersTone)[0].From.ShouldBeGreaterThan(Find(owner.Heard, Whisper101).Offset, "nobody talks before the whisper has ended");
        owner.ShownCallerId.ShouldBe(Caller);
        caller.SipReceived().ShouldNotBeEmpty();
        caller.SipReceived().ShouldAllBe(message => !message.Contains("79035550101"), "the owner's number never shows on the caller's side");
        call.End.ShouldBe("caller.hung_up");
        call.Stage.ShouldBe("talking");
        call.ListingId.ShouldBe(101);
        call.Attribution.ShouldBe("live_lease");
        call.Destination.ShouldBe("+79035550101");
        DateTime?[] stages = [call.StartedAt, call.GreetedAt, call.ConfirmedAt, call.RingingAt, call.OwnerAnsweredAt, call.BridgedAt, call.EndedAt];
        stages.ShouldAllBe(time => time != null);
        stages.ShouldBeInOrder();
    }

    [Fact]
    public async Task The_recording_has_the_caller_on_the_left_and_the_owner_on_the_right()
    {
        var (caller, owner) = await TalkAsync(101);
        await caller.PlayToneAsync(CallersTone);
        await owner.PlayToneAsync(OwnersTone);
        await owner.WaitUntilHeardAsync(heard => Tones.Contains(heard, CallersTone), "the caller's tone");
        await caller.WaitUntilHeardAsync(heard => Tones.Contains(heard, OwnersTone), "the owner's tone");
        await caller.HangUpAsync();

        var call = await StoredCall.OfAsync(Lab, Caller, recorded: true);
        var (left, right) = await StereoSound.ReadAsync(call.RecordingPath!);

        Tones.Contains(left, CallersTone).ShouldBeTrue();
        Tones.Contains(left, OwnersTone).ShouldBeFalse();
        Tones.Contains(right, OwnersTone).ShouldBeTrue();
        Tones.Contains(right, CallersTone).ShouldBeFalse();
    }

    [Fact]
    public async Task Owner_hanging_up_ends_the_callers_side()
    {
        var (caller, owner) = await TalkAsync(102);

        await owner.HangUpAsync();
        await caller.WaitForHangUpAsync();

        (await StoredCall.OfAsync(Lab, Caller)).End.ShouldBe("owner.hung_up");
    }

    [Fact]
    public async Task Caller_hanging_up_while_the_owner_rings_cancels_the_owners_leg()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(102));
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550102");
        await owner.RingAsync();

        await caller.HangUpAsync();
        await owner.WaitForHangUpAsync();

        owner.IsAnswered.ShouldBeFalse();
        var call = await StoredCall.OfAsync(Lab, Caller);
        call.End.ShouldBe("caller.hung_up");
        call.Stage.ShouldBe("ringing");
    }

    [Fact]
    public async Task Caller_hanging_up_during_the_greeting_rings_nobody()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(102));
        await GreetedAsync(caller);

        await caller.HangUpAsync();

        var call = await StoredCall.OfAsync(Lab, Caller);
        call.End.ShouldBe("caller.hung_up");
        call.RingingAt.ShouldBeNull();
    }

    [Fact]
    public async Task Caller_hanging_up_during_the_whisper_ends_the_owners_side()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(102));
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550102");
        await owner.AnswerAsync();
        await owner.WaitUntilHeardAsync(heard => Loudness.FindSound(heard, TimeSpan.FromSeconds(1)).Count > 0, "the whisper begin");

        await caller.HangUpAsync();
        await owner.WaitForHangUpAsync();

        (await StoredCall.OfAsync(Lab, Caller)).Stage.ShouldBe("whispering");
    }

    [Fact]
    public async Task The_greeting_is_said_three_times_to_a_silent_caller_and_then_goodbye()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(102));

        await caller.WaitForHangUpAsync(TimeSpan.FromSeconds(60));

        var call = await StoredCall.OfAsync(Lab, Caller);
        call.End.ShouldBe("caller.no_digit");
        (await StoredCall.EventsAsync(Lab, call.Id)).Count(happened => happened == "prompt greeting").ShouldBe(3);
        Find(caller.Heard, Goodbye).Found.ShouldBeTrue();
        Find(caller.Heard, Goodbye).Offset.ShouldBeGreaterThan(Find(caller.Heard, Greeting("студия у метро Сокол")).Offset);
    }

    [Fact]
    public async Task Wrong_digits_are_ignored()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(102));
        await GreetedAsync(caller);

        await caller.PressAsync("9#2");
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550102");
        await owner.AnswerAsync();
        await caller.HangUpAsync();

        (await StoredCall.EventsAsync(Lab, (await StoredCall.OfAsync(Lab, Caller)).Id)).ShouldContain("digit 9");
    }

    [Fact]
    public async Task A_busy_owner_is_followed_by_the_next_destination()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(103));
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        await (await Lab.Pstn.ExpectCallAsync("+79035550103")).RejectAsync(cause: 17);

        var second = await Lab.Pstn.ExpectCallAsync("+79035550113");
        await second.AnswerAsync();
        await HearsAsync(second, "Звонок с сайта по объекту номер 103.");
        await second.HangUpAsync();
        await caller.WaitForHangUpAsync();

        var call = await StoredCall.OfAsync(Lab, Caller);
        call.End.ShouldBe("owner.hung_up");
        call.Destination.ShouldBe("+79035550113");
    }

    [Fact]
    public async Task A_caller_whose_owner_does_not_answer_hears_so()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(102));
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550102");
        await owner.RingAsync();

        await owner.WaitForHangUpAsync(TimeSpan.FromSeconds(15));
        await caller.WaitForHangUpAsync(TimeSpan.FromSeconds(20));

        Find(caller.Heard, Unavailable).Found.ShouldBeTrue();
        (await StoredCall.OfAsync(Lab, Caller)).End.ShouldBe("owner.unavailable");
    }

    [Fact]
    public async Task A_number_that_stands_for_nothing_says_so()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, "+74951112215");

        await caller.WaitForHangUpAsync(TimeSpan.FromSeconds(30));

        Find(caller.Heard, NotFound).Found.ShouldBeTrue();
        var call = await StoredCall.OfAsync(Lab, Caller);
        call.End.ShouldBe("system.not_found");
        call.Attribution.ShouldBe("unknown");
    }

    [Fact]
    public async Task A_caller_who_returns_a_month_after_the_lease_reaches_the_same_owner()
    {
        var number = await LeaseAsync(104);
        await RingOwnerAndHangUpAsync(number, "+79035550104");
        await Lab.ExecuteAsync($"""
            UPDATE virtual_numbers SET assigned_at = now() - interval '31 days', assigned_until = now() - interval '30 days' WHERE phone = '{number}';
            UPDATE call_tracking SET shown_at = now() - interval '31 days', expires_at = now() - interval '30 days', called_at = now() - interval '31 days'
            WHERE virtual_number = '{number}'
            """);

        await RingOwnerAndHangUpAsync(number, "+79035550104");

        var call = await StoredCall.OfAsync(Lab, Caller);
        call.Attribution.ShouldBe("caller_history");
        call.ListingId.ShouldBe(104);
    }

    [Fact]
    public async Task A_caller_without_a_number_is_served_by_the_live_lease()
    {
        var caller = await Lab.Pstn.CallAsync("anonymous", await LeaseAsync(102));
        await GreetedAsync(caller);

        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550102");
        await owner.AnswerAsync();
        await caller.HangUpAsync();
        await owner.WaitForHangUpAsync();
    }
}
