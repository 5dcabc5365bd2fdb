using CallControl.TestKit.Phones;

namespace CallControl.EndToEnd.Tests.Calls;

/// <summary>Everything a caller can run into beside the plain way.</summary>
public sealed class Call_paths(CallPathsLab fixture) : CallTest(fixture.Lab), IClassFixture<CallPathsLab>
{
    [Fact]
    public async Task A_caller_whose_number_now_stands_for_another_listing_is_asked_and_his_choice_is_remembered()
    {
        var number = await LeaseAsync(201);
        await RingOwnerAndHangUpAsync(number, "+79035550201");
        await Lab.ExecuteAsync("UPDATE virtual_numbers SET assigned_until = now() - interval '1 second'");
        await Lab.ExecuteAsync($"UPDATE virtual_numbers SET last_leased_at = now() + interval '1 day' WHERE phone <> '{number}'");
        (await LeaseAsync(202, visitor: "somebody else")).ShouldBe(number);

        var caller = await Lab.Pstn.CallAsync(Caller, number);
        await HearsAsync(caller, "Чтобы соединиться по объекту: дача в Кратово, нажмите 1.");
        await HearsAsync(caller, "По объекту: комната на Арбате, нажмите 2.");
        await caller.PressAsync("2");
        await HangUpAfterAnswerAsync(caller, await Lab.Pstn.ExpectCallAsync("+79035550201"));
        var chosen = await StoredCall.OfAsync(Lab, Caller);
        await Lab.WaitUntilNothingIsLeftAsync();
        await RingOwnerAndHangUpAsync(number, "+79035550201");
        var again = await StoredCall.OfAsync(Lab, Caller);

        chosen.Attribution.ShouldBe("ambiguous");
        chosen.ListingId.ShouldBe(201);
        again.Attribution.ShouldBe("caller_choice");
        again.Id.ShouldNotBe(chosen.Id);
    }

    [Fact]
    public async Task A_caller_whose_own_listing_is_gone_hears_of_the_other_and_presses_1_even_where_nobody_has_to()
    {
        var number = await LeaseAsync(204);
        await Lab.ExecuteAsync($"""
            INSERT INTO call_tracking (virtual_number, listing_id, client_phone, shown_at, called_at)
            VALUES ('{number}', 999, '{Caller}', now() - interval '1 day', now() - interval '1 day')
            """);

        var refuses = await Lab.Pstn.CallAsync(Caller, number);
        await HearsAsync(refuses, Greeting("гараж в Химках"));
        await refuses.HangUpAsync();
        await Lab.WaitUntilNothingIsLeftAsync();
        var refused = await StoredCall.OfAsync(Lab, Caller);
        await RingOwnerAndHangUpAsync(number, "+79035550204");
        var accepted = await StoredCall.OfAsync(Lab, Caller);
        var caller = await Lab.Pstn.CallAsync(Caller, number);
        await HangUpAfterAnswerAsync(caller, await Lab.Pstn.ExpectCallAsync("+79035550204"));
        await Lab.WaitUntilNothingIsLeftAsync();
        var his = await StoredCall.OfAsync(Lab, Caller);

        refused.Attribution.ShouldBe("own_listing_gone");
        accepted.Attribution.ShouldBe("own_listing_gone");
        accepted.ConfirmedAt.ShouldNotBeNull();
        his.Attribution.ShouldBe("live_lease");
        his.ConfirmedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_caller_of_the_number_for_all_listings_keys_in_the_listings_code()
    {
        await LeaseAsync(202);

        var caller = await Lab.Pstn.CallAsync(Caller, "+74951112299");
        await HearsAsync(caller, "Введите номер объекта и нажмите решётку.");
        await caller.PressAsync("999#");
        await HearsAsync(caller, "Такого номера нет.");
        await caller.PressAsync("5202#");
        await HearsAsync(caller, Greeting("дача в Кратово"));
        await caller.PressAsync("1");
        await HangUpAfterAnswerAsync(caller, await Lab.Pstn.ExpectCallAsync("+79035550202"));

        var call = await StoredCall.OfAsync(Lab, Caller);
        call.Attribution.ShouldBe("listing_code");
        call.ListingId.ShouldBe(202);
    }

    [Fact]
    public async Task Three_wrong_codes_end_with_the_not_found_prompt()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, "+74951112299");
        await GreetedAsync(caller);

        await caller.PressAsync("7#");
        await UntilEventAsync("stage entering_code", 2);
        await caller.PressAsync("8#");
        await UntilEventAsync("stage entering_code", 3);
        await caller.PressAsync("9#");
        await caller.WaitForHangUpAsync(TimeSpan.FromSeconds(30));

        (await StoredCall.OfAsync(Lab, Caller)).End.ShouldBe("system.not_found");
    }

    [Fact]
    public async Task Without_confirmation_the_caller_hears_what_it_is_about_and_the_owner_rings_at_once()
    {
        var number = await LeaseAsync(204);
        await UntilMadeAsync("Вы звоните по объекту: гараж в Химках. Соединяем.");

        var caller = await Lab.Pstn.CallAsync(Caller, number);
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550204");
        await HearsAsync(caller, "Вы звоните по объекту: гараж в Химках. Соединяем.");
        await HangUpAfterAnswerAsync(caller, owner);

        var call = await StoredCall.OfAsync(Lab, Caller);
        call.ConfirmedAt.ShouldBeNull();
        call.RingingAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Consent_is_said_whole_and_a_key_pressed_meanwhile_counts_for_the_greeting()
    {
        var number = await LeaseAsync(205);
        await UntilMadeAsync("Разговор записывается.");
        var caller = await Lab.Pstn.CallAsync(Caller, number);
        await caller.WaitForAnswerAsync();
        await caller.PressAsync("1");

        var owner = await Lab.Pstn.ExpectCallAsync("+79035550205", TimeSpan.FromSeconds(20));
        await HangUpAfterAnswerAsync(caller, owner);

        var call = await StoredCall.OfAsync(Lab, Caller);
        call.ConfirmedAt.ShouldNotBeNull();
        // By the clock of the call itself: a packet late on the wire is not a word left out.
        (await StoredCall.TimeBetweenAsync(Lab, call.Id, "prompt consent", "stage greeting"))
            .ShouldBeGreaterThanOrEqualTo(Lab.Prompts.Find("Разговор записывается.")!.Duration - TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task Consent_is_heard_before_the_greeting()
    {
        var number = await LeaseAsync(205);
        await UntilMadeAsync("Разговор записывается.");
        var caller = await Lab.Pstn.CallAsync(Caller, number);

        await HearsAsync(caller, Greeting("склад в Мытищах"));
        await caller.HangUpAsync();

        Find(caller.Heard, "Разговор записывается.").Found.ShouldBeTrue();
        Find(caller.Heard, "Разговор записывается.").Offset.ShouldBeLessThan(Find(caller.Heard, Greeting("склад в Мытищах")).Offset);
    }

    [Fact]
    public async Task Outside_of_the_working_hours_the_caller_hears_so_and_nobody_is_rung()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(206));

        await caller.WaitForHangUpAsync(TimeSpan.FromSeconds(30));

        Find(caller.Heard, "Сейчас нерабочее время. Пожалуйста, позвоните позже.").Found.ShouldBeTrue();
        var call = await StoredCall.OfAsync(Lab, Caller);
        call.End.ShouldBe("system.out_of_hours");
        call.RingingAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_talk_ends_at_its_time_limit()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(207));
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550207");
        await owner.AnswerAsync();

        await owner.WaitForHangUpAsync(TimeSpan.FromSeconds(20));
        await caller.WaitForHangUpAsync();

        (await StoredCall.OfAsync(Lab, Caller)).End.ShouldBe("system.talk_limit");
    }

    [Fact]
    public async Task A_blocked_caller_is_refused_unanswered()
    {
        await Lab.ExecuteAsync($"INSERT INTO blocked_callers (phone, reason) VALUES ('{Caller}', 'test')");
        var number = await LeaseAsync(202);

        var caller = await Lab.Pstn.CallAsync(Caller, number);
        var end = await caller.WaitForHangUpAsync();

        caller.IsAnswered.ShouldBeFalse();
        end.Cause.ShouldBe(21);
        (await StoredCall.OfAsync(Lab, Caller)).End.ShouldBe("system.blocked");
    }

    [Fact]
    public async Task A_caller_with_too_many_calls_at_once_gets_busy_and_his_other_calls_go_on()
    {
        var number = await LeaseAsync(202);
        PhoneCall[] calls = [await Lab.Pstn.CallAsync(Caller, number), await Lab.Pstn.CallAsync(Caller, number), await Lab.Pstn.CallAsync(Caller, number)];
        foreach (var call in calls)
            await call.WaitForAnswerAsync();

        var fourth = await Lab.Pstn.CallAsync(Caller, number);
        var end = await fourth.WaitForHangUpAsync();

        fourth.IsAnswered.ShouldBeFalse();
        end.Cause.ShouldBe(17);
        calls.ShouldAllBe(call => !call.HasEnded);
        foreach (var call in calls)
            await call.HangUpAsync();
    }

    [Fact]
    public async Task A_key_pressed_after_the_greeting_has_ended_still_counts()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(202));
        await HearsAsync(caller, Greeting("дача в Кратово"));

        await caller.PressAsync("1");

        await HangUpAfterAnswerAsync(caller, await Lab.Pstn.ExpectCallAsync("+79035550202"));
    }
}
