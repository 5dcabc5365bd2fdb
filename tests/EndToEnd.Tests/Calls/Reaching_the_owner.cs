using CallControl.TestKit.Audio;

namespace CallControl.EndToEnd.Tests.Calls;

/// <summary>Owners who accept, refuse, do not answer, or cannot be dialled at all.</summary>
public sealed class Reaching_the_owner(CallPathsLab fixture) : CallTest(fixture.Lab), IClassFixture<CallPathsLab>
{
    private const int CallersTone = ToneTalk.CallersTone;
    private const int OwnersTone = ToneTalk.OwnersTone;
    private const string Accept = "Нажмите 1, чтобы принять звонок.";

    [Fact]
    public async Task In_parallel_the_first_to_accept_wins_and_a_voicemail_that_answers_never_does()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(203));
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var voicemail = await Lab.Pstn.ExpectCallAsync("+79035550203");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550213");
        await voicemail.AnswerAsync();
        await voicemail.PlayToneAsync(CallersTone);
        await owner.AnswerAsync();
        await HearsAsync(owner, "Звонок с сайта по объекту номер 203.");
        await HearsAsync(owner, Accept);
        await owner.PressAsync("5");
        await owner.PressAsync("1");
        await voicemail.WaitForHangUpAsync();
        await owner.PlayToneAsync(OwnersTone);
        await caller.WaitUntilHeardAsync(heard => Tones.Contains(heard, OwnersTone), "the owner");
        await caller.HangUpAsync();
        await owner.WaitForHangUpAsync();

        Tones.Contains(caller.Heard, CallersTone).ShouldBeFalse("the voicemail was never connected");
        Find(caller.Heard, Accept).Found.ShouldBeFalse("the question is for the owners alone");
        var call = await StoredCall.OfAsync(Lab, Caller);
        call.Destination.ShouldBe("+79035550213");
        call.End.ShouldBe("caller.hung_up");
    }

    [Fact]
    public async Task An_owner_may_accept_in_the_middle_of_the_whisper()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(203));
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var other = await Lab.Pstn.ExpectCallAsync("+79035550203");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550213");
        await owner.AnswerAsync();

        await owner.PressAsync("1");
        await other.WaitForHangUpAsync();
        await caller.PlayToneAsync(CallersTone);
        await owner.WaitUntilHeardAsync(heard => Tones.Contains(heard, CallersTone), "the caller");
        await owner.HangUpAsync();
        await caller.WaitForHangUpAsync();

        Find(owner.Heard, Accept).Found.ShouldBeFalse("nothing was left to ask");
        (await StoredCall.OfAsync(Lab, Caller)).End.ShouldBe("owner.hung_up");
    }

    [Fact]
    public async Task When_only_voicemails_answer_the_caller_hears_that_nobody_can_talk()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(203));
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var first = await Lab.Pstn.ExpectCallAsync("+79035550203");
        var second = await Lab.Pstn.ExpectCallAsync("+79035550213");

        await second.RejectAsync(21);
        await first.AnswerAsync();
        await caller.WaitForHangUpAsync(TimeSpan.FromSeconds(60));

        (await StoredCall.OfAsync(Lab, Caller)).End.ShouldBe("owner.unavailable");
    }

    [Fact]
    public async Task A_whisper_that_cannot_be_played_does_not_cost_the_call()
    {
        var number = await LeaseAsync(208);
        Lab.Prompts.Delete("Звонок с сайта по объекту номер 208.");
        var caller = await Lab.Pstn.CallAsync(Caller, number);
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550208");
        await owner.AnswerAsync();

        await caller.PlayToneAsync(CallersTone);
        await owner.WaitUntilHeardAsync(heard => Tones.Contains(heard, CallersTone), "the caller");
        await caller.HangUpAsync();
        await owner.WaitForHangUpAsync();

        (await StoredCall.OfAsync(Lab, Caller)).Stage.ShouldBe("talking");
    }

    [Theory]
    [InlineData(17)]
    [InlineData(21)]
    [InlineData(1)]
    public async Task An_owner_who_is_busy_refuses_or_has_no_such_number_is_announced(int cause)
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(202));
        await GreetedAsync(caller);
        await caller.PressAsync("1");

        await (await Lab.Pstn.ExpectCallAsync("+79035550202")).RejectAsync(cause);
        await caller.WaitForHangUpAsync(TimeSpan.FromSeconds(20));

        var call = await StoredCall.OfAsync(Lab, Caller);
        call.End.ShouldBe("owner.unavailable");
        call.OwnerCause.ShouldBe(cause);
    }

    [Fact]
    public async Task An_owner_who_hangs_up_during_the_whisper_counts_as_not_reached()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(202));
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550202");
        await owner.AnswerAsync();
        await UntilEventAsync("prompt whisper", 1);

        await owner.HangUpAsync();
        await caller.WaitForHangUpAsync(TimeSpan.FromSeconds(20));

        (await StoredCall.OfAsync(Lab, Caller)).End.ShouldBe("owner.unavailable");
    }

    [Fact]
    public async Task A_destination_that_cannot_be_dialled_is_passed_over_and_the_owner_may_see_the_virtual_number()
    {
        var number = await LeaseAsync(209);
        var caller = await Lab.Pstn.CallAsync(Caller, number);
        await GreetedAsync(caller);
        await caller.PressAsync("1");

        var owner = await Lab.Pstn.ExpectCallAsync("+79035550209");
        await HangUpAfterAnswerAsync(caller, owner);

        owner.ShownCallerId.ShouldBe(number);
    }

    [Fact]
    public async Task In_parallel_without_accepting_the_first_to_answer_wins_and_the_other_stops()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(210));
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var first = await Lab.Pstn.ExpectCallAsync("+79035550210");
        var second = await Lab.Pstn.ExpectCallAsync("+79035550220");
        await first.RingAsync();

        await second.AnswerAsync();
        await first.WaitForHangUpAsync();
        await HearsAsync(second, "Звонок с сайта по объекту номер 210.");
        await second.HangUpAsync();
        await caller.WaitForHangUpAsync();

        first.IsAnswered.ShouldBeFalse();
        (await StoredCall.OfAsync(Lab, Caller)).Destination.ShouldBe("+79035550220");
    }
}
