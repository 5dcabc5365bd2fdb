using CallControl.TestKit.Phones;

namespace CallControl.EndToEnd.Tests.Calls;

/// <summary>Either side may hang up in the middle of anything; nothing is left of the call then. The plain stages are in <see cref="Calls_to_virtual_numbers"/>.</summary>
public sealed class Hang_ups(CallPathsLab fixture) : CallTest(fixture.Lab), IClassFixture<CallPathsLab>
{
    [Fact]
    public async Task Caller_hanging_up_while_he_keys_in_a_code_ends_the_call()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, "+74951112299");
        await GreetedAsync(caller);
        await caller.PressAsync("52");

        await caller.HangUpAsync();

        await ExpectAsync("caller.hung_up", "entering_code");
    }

    [Fact]
    public async Task Caller_hanging_up_while_he_is_asked_to_choose_ends_the_call()
    {
        var number = await LeaseAsync(201);
        await RingOwnerAndHangUpAsync(number, "+79035550201");
        await Lab.ExecuteAsync($"UPDATE virtual_numbers SET assigned_listing_id = 202, assigned_at = now(), last_leased_at = now() WHERE phone = '{number}'");
        var caller = await Lab.Pstn.CallAsync(Caller, number);
        await UntilEventAsync("stage choosing", 1);

        await caller.HangUpAsync();

        await ExpectAsync("caller.hung_up", "choosing");
    }

    [Fact]
    public async Task Caller_hanging_up_while_he_hears_of_the_recording_ends_the_call()
    {
        var number = await LeaseAsync(205);
        await UntilMadeAsync("Разговор записывается.");
        var caller = await Lab.Pstn.CallAsync(Caller, number);
        await UntilEventAsync("stage consenting", 1);

        await caller.HangUpAsync();

        await ExpectAsync("caller.hung_up", "consenting");
    }

    [Fact]
    public async Task Caller_hanging_up_while_an_owner_is_asked_to_accept_ends_every_leg()
    {
        var (caller, asked, ringing) = await AskToAcceptAsync();

        await caller.HangUpAsync();
        await asked.WaitForHangUpAsync();
        await ringing.WaitForHangUpAsync();

        await ExpectAsync("caller.hung_up", "ringing");
    }

    [Fact]
    public async Task Owner_hanging_up_while_he_is_asked_to_accept_leaves_the_call_to_the_other()
    {
        var (caller, asked, ringing) = await AskToAcceptAsync();

        await asked.HangUpAsync();
        await ringing.AnswerAsync();
        await ringing.PressAsync("1");
        await UntilEventAsync("stage talking", 1);
        await caller.HangUpAsync();
        await ringing.WaitForHangUpAsync();

        await ExpectAsync("caller.hung_up", "talking");
    }

    private async Task<(PhoneCall Caller, PhoneCall Asked, PhoneCall Ringing)> AskToAcceptAsync()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(203));
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var asked = await Lab.Pstn.ExpectCallAsync("+79035550203");
        var ringing = await Lab.Pstn.ExpectCallAsync("+79035550213");
        await asked.AnswerAsync();
        await UntilEventAsync("prompt accept", 1);
        return (caller, asked, ringing);
    }

    private async Task ExpectAsync(string end, string stage)
    {
        var call = await StoredCall.OfAsync(Lab, Caller);
        call.End.ShouldBe(end);
        call.Stage.ShouldBe(stage);
    }
}
