using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Audio;

namespace CallControl.EndToEnd.Tests.FastAgi;

/// <summary>The shipped <c>dialplan/fastagi.conf</c> on a real Asterisk.</summary>
public sealed class Questions_of_a_dialplan(FastAgiLab fixture) : CallTest(fixture.Lab), IClassFixture<FastAgiLab>
{
    private const string NotFound = "К сожалению, мы не смогли определить объект. Зайдите на сайт example.com, выберите объект и позвоните по показанному номеру.";

    [Fact]
    public async Task A_dialplan_that_carries_the_call_itself_greets_whispers_and_connects_as_it_is_told()
    {
        var number = await LeaseAsync(101);
        await UntilMadeAsync(Greeting("двухкомнатная квартира на Тверской"));

        var caller = await Lab.Pstn.CallAsync(Caller, number);
        await HearsAsync(caller, Greeting("двухкомнатная квартира на Тверской"));
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550101");
        await owner.AnswerAsync();
        await HearsAsync(owner, "Звонок с сайта по объекту номер 101.");
        await caller.PlayToneAsync(ToneTalk.CallersTone);
        await owner.WaitUntilHeardAsync(heard => Tones.Contains(heard, ToneTalk.CallersTone), "the caller");
        await owner.PlayToneAsync(ToneTalk.OwnersTone);
        await caller.WaitUntilHeardAsync(heard => Tones.Contains(heard, ToneTalk.OwnersTone), "the owner");
        await caller.HangUpAsync();
        await owner.WaitForHangUpAsync();

        Find(caller.Heard, "Звонок с сайта по объекту номер 101.").Found.ShouldBeFalse("the whisper is the owner's alone");
        caller.SipReceived().ShouldAllBe(message => !message.Contains("79035550101", StringComparison.Ordinal));
        var call = await StoredCall.OfAsync(Lab, Caller);
        (call.Stage, call.Destination).ShouldBe(("routed", "+79035550101"));
    }

    [Fact]
    public async Task A_number_that_stands_for_nothing_says_so_unanswered()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, "+74951112298");
        await caller.WaitForHangUpAsync(TimeSpan.FromSeconds(20));

        caller.IsAnswered.ShouldBeFalse();
        Find(caller.Heard, NotFound).Found.ShouldBeTrue();
        (await StoredCall.OfAsync(Lab, Caller)).End.ShouldBe("system.not_found");
    }

    [Fact]
    public async Task A_customers_name_shows_whatever_is_in_it()
    {
        var caller = await Lab.Pstn.CallAsync("+79160009901", FastAgiLab.NameNumber);
        await caller.WaitForHangUpAsync();

        (await Lab.Pbx.CliAsync("dialplan show globals")).ShouldContain("NAME_SEEN=ООО \"Ромашка\", отдел: закупки (2)");
    }

    [Fact]
    public async Task While_CallControl_is_away_the_dialplan_goes_on_at_once()
    {
        var number = await LeaseAsync(102);
        await Lab.App.StopAsync();

        var caller = await Lab.Pstn.CallAsync(Caller, number);
        var end = await caller.WaitForHangUpAsync(TimeSpan.FromSeconds(20));
        await Lab.App.StartAsync();

        end.SipCode.ShouldBe(503);
        caller.IsAnswered.ShouldBeFalse();
    }
}
