using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Phones;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Restart;

/// <summary>CallControl is killed at every stage of a call; the next process goes on with it. The same over either ARI link.</summary>
public abstract class Restarts(CallControlLab lab) : CallTest(lab)
{
    private const string Accept = "Нажмите 1, чтобы принять звонок.";

    // From the moment the new process is up.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Killed_during_the_greeting_it_greets_again_and_connects()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(201));
        await GreetedAsync(caller);

        await KillAndRestartAsync();
        await UntilEventAsync("prompt greeting", 2);
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550201");
        await owner.AnswerAsync();

        await TalkAndHangUpAsync(caller, owner);
        await ExpectAsync("caller.hung_up", "talking", listing: 201);
    }

    [Fact]
    public async Task Killed_while_a_code_is_keyed_in_it_asks_for_the_code_again()
    {
        var caller = await Lab.Pstn.CallAsync(Caller, "+74951112299");
        await GreetedAsync(caller);
        await caller.PressAsync("5");
        await UntilEventAsync("digit 5", 1);

        await KillAndRestartAsync();
        await UntilEventAsync("prompt enter_code", 2);
        await caller.PressAsync("5202#");
        await UntilEventAsync("stage greeting", 1);
        await caller.HangUpAsync();

        await ExpectAsync("caller.hung_up", "greeting", listing: 202);
    }

    [Fact]
    public async Task Killed_while_the_owner_rings_it_rings_on_and_connects()
    {
        var (caller, owner) = await RingAsync(203, "+79035550203");

        await KillAndRestartAsync();
        await owner.AnswerAsync();
        await HearsAsync(owner, Accept);
        await owner.PressAsync("1");

        await TalkAndHangUpAsync(caller, owner);
        await ExpectAsync("caller.hung_up", "talking", listing: 203, dials: 2);
    }

    [Fact]
    public async Task Killed_during_the_whisper_it_whispers_again_and_connects()
    {
        var (caller, owner) = await RingAsync(201, "+79035550201");
        await owner.AnswerAsync();
        await UntilEventAsync("stage whispering", 1);

        await KillAndRestartAsync();
        await UntilEventAsync("prompt whisper", 2);

        await TalkAndHangUpAsync(caller, owner);
        Find(caller.Heard, "Звонок с сайта по объекту номер 201.").Found.ShouldBeFalse();
        await ExpectAsync("caller.hung_up", "talking", listing: 201);
    }

    [Fact]
    public async Task Killed_while_an_owner_is_asked_to_accept_it_asks_again_and_the_others_stop()
    {
        var (caller, asked) = await RingAsync(203, "+79035550203");
        var other = await Lab.Pstn.ExpectCallAsync("+79035550213");
        await asked.AnswerAsync();
        await UntilEventAsync("prompt accept", 1);

        await KillAndRestartAsync();
        await UntilEventAsync("prompt accept", 2);
        await asked.PressAsync("1");
        await other.WaitForHangUpAsync();

        other.IsAnswered.ShouldBeFalse();
        await TalkAndHangUpAsync(caller, asked);
        await ExpectAsync("caller.hung_up", "talking", listing: 203, dials: 2);
    }

    [Fact]
    public async Task Killed_while_they_talk_nobody_hears_it_and_the_recording_is_whole() => await TalkThroughAsync(Lab.App.KillAsync);

    [Fact]
    public async Task Stopped_in_order_while_they_talk_nobody_hears_it_and_the_recording_is_whole()
        => await TalkThroughAsync(async () => (await Lab.App.StopAsync()).ShouldBeTrue());

    [Fact]
    public async Task A_caller_who_hangs_up_while_it_is_away_ends_the_call_when_it_is_back()
    {
        var (caller, owner) = await TalkAsync(201);
        await UntilEventAsync("recording started", 1);

        await KillAndRestartAsync(caller.HangUpAsync);
        await owner.WaitForHangUpAsync();

        await ExpectAsync("caller.hung_up", "talking", listing: 201, recorded: true);
    }

    [Fact]
    public async Task An_owner_who_hangs_up_while_it_is_away_ends_the_call_when_it_is_back()
    {
        var (caller, owner) = await TalkAsync(201);
        await UntilEventAsync("recording started", 1);

        await KillAndRestartAsync(owner.HangUpAsync);
        await caller.WaitForHangUpAsync();

        await ExpectAsync("owner.hung_up", "talking", listing: 201, recorded: true);
    }

    [Fact]
    public async Task A_caller_who_gives_up_ringing_while_it_is_away_stops_the_owners_phone_when_it_is_back()
    {
        var (caller, owner) = await RingAsync(201, "+79035550201");

        await KillAndRestartAsync(caller.HangUpAsync);
        await owner.WaitForHangUpAsync();

        await ExpectAsync("caller.hung_up", "ringing", listing: 201);
    }

    /// <summary>Kills the process, lets something happen while it is away, and starts the next one, which must have taken the call over in time.</summary>
    protected async Task KillAndRestartAsync(Func<Task>? meanwhile = null)
    {
        await UntilWrittenDownAsync();
        await Lab.App.KillAsync();
        if (meanwhile is not null)
            await meanwhile();
        await RestartAsync();
    }

    /// <summary>Which end a call had that both sides left while nobody listened.</summary>
    protected async Task<StoredCall> BothHangUpWhileItIsAwayAsync()
    {
        var (caller, owner) = await TalkAsync(201);
        await UntilEventAsync("recording started", 1);
        await UntilWrittenDownAsync();
        await Lab.App.KillAsync();
        await owner.HangUpAsync();
        // The network's Asterisk does not wait for ours to have heard of it.
        await Poll.UntilAsync(async () => (await Lab.PbxAri.Channels.ListAsync()).Count == 1, Limit, "the owner has left");
        await caller.HangUpAsync();
        await Lab.App.StartAsync();
        return await StoredCall.OfAsync(Lab, Caller, recorded: true);
    }

    private async Task RestartAsync()
    {
        await Lab.App.StartAsync();
        await Poll.UntilAsync(async () => await StoredCall.TakeoversAsync(Lab, Caller) > 0, Limit, "the call is taken over");
    }

    // Some milliseconds of a call's latest doings may always be lost with the process; what that costs is another matter than these tests'.
    private Task UntilWrittenDownAsync() => UntilEventAsync("stage attributing", 1);

    private async Task TalkThroughAsync(Func<Task> end)
    {
        var (caller, owner) = await TalkAsync(201);
        var talk = await ToneTalk.BeginAsync(caller, owner);

        await UntilWrittenDownAsync();
        await end();
        await talk.GoOnAsync();
        await RestartAsync();
        await talk.GoOnAsync();
        await talk.CallerHangsUpAsync();

        // One unbroken tone on each side, from before the end of the one process until after the start of the other.
        talk.ShouldBeUnbroken();
        var call = await ExpectAsync("caller.hung_up", "talking", listing: 201, recorded: true);
        (await StoredCall.EventsAsync(Lab, call.Id)).Count(happened => happened == "recording started").ShouldBe(1);
        await talk.ShouldBeWholeInAsync(call.RecordingPath!);
    }

    protected async Task<(PhoneCall Caller, PhoneCall Owner)> RingAsync(long listing, string ownersPhone)
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(listing));
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync(ownersPhone);
        await owner.RingAsync();
        await UntilEventAsync($"rings {ownersPhone}", 1);
        return (caller, owner);
    }

    protected static async Task TalkAndHangUpAsync(PhoneCall caller, PhoneCall owner)
    {
        var talk = await ToneTalk.BeginAsync(caller, owner);
        await talk.CallerHangsUpAsync();
    }

    protected async Task<StoredCall> ExpectAsync(string end, string stage, long listing, int dials = 1, bool recorded = false)
    {
        var call = await StoredCall.OfAsync(Lab, Caller, recorded);
        call.End.ShouldBe(end);
        call.Stage.ShouldBe(stage);
        call.ListingId.ShouldBe(listing);
        if (call.RingingAt is not null)
            (await StoredCall.EventsAsync(Lab, call.Id)).Count(happened => happened.StartsWith("dial ", StringComparison.Ordinal)).ShouldBe(dials);
        return call;
    }
}
