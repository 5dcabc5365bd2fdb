using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Audio;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.ClickToCall;

/// <summary>CallControl is killed at every stage of a call by a click; the next process goes on with it. The same over either ARI link.</summary>
public abstract class Clicks_and_restarts(ClickLab fixture) : ClickTest(fixture)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Killed_while_the_employee_rings_it_rings_on_and_connects()
    {
        var id = await ClickAsync();
        var employee = await Lab.Pstn.ExpectCallAsync(Employee);
        await employee.RingAsync();
        await UntilEventAsync(id, $"rings {Employee}");

        await KillAndRestartAsync(id);
        await employee.AnswerAsync();
        var client = await Lab.Pstn.ExpectCallAsync(Client);
        await client.AnswerAsync();
        var talk = await ToneTalk.BeginAsync(employee, client);
        await talk.CallerHangsUpAsync();

        await EndedAsync(id, "employee.hung_up");
    }

    [Fact]
    public async Task An_employee_who_refuses_while_it_is_away_is_not_rung_again()
    {
        var id = await ClickAsync();
        var employee = await Lab.Pstn.ExpectCallAsync(Employee);
        await employee.RingAsync();
        await UntilEventAsync(id, $"rings {Employee}");

        await KillAndRestartAsync(id, () => employee.RejectAsync());

        await EndedAsync(id, "employee.no_answer");
        await Should.ThrowAsync<TimeoutException>(() => Lab.Pstn.ExpectCallAsync(Employee, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Killed_while_the_client_rings_the_employee_hears_ringback_again_and_they_talk()
    {
        var (id, employee, client) = await RingClientAsync();
        await UntilEventAsync(id, $"rings {Client}");

        await KillAndRestartAsync(id);
        var before = employee.Heard.Duration;
        await employee.WaitUntilHeardAsync(
            heard => Tones.Find(heard, 425, TimeSpan.FromMilliseconds(500)).Any(tone => tone.To > before), "ringback again");
        await client.AnswerAsync();
        var talk = await ToneTalk.BeginAsync(employee, client);
        await talk.OwnerHangsUpAsync();

        var call = await EndedAsync(id, "client.hung_up", recorded: true);
        EventsOf(call).Count(happened => happened.StartsWith($"dial {Client}", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Killed_while_they_talk_nobody_hears_it_and_the_recording_is_whole()
    {
        var (id, talk) = await TalkAsync();
        await UntilEventAsync(id, "recording started");

        await KillAndRestartAsync(id, talk.GoOnAsync);
        await talk.GoOnAsync();
        await talk.CallerHangsUpAsync();

        talk.ShouldBeUnbroken();
        await EndedAsync(id, "employee.hung_up", recorded: true);
        await talk.ShouldBeWholeInAsync(await RecordingOfAsync(id));
        (await RecordAsync(id, seen => seen.RecordUrl.Count > 0)).Events.Count(seen => seen.Type == "SHOW").ShouldBe(1);
    }

    [Fact]
    public async Task A_client_who_hangs_up_while_it_is_away_ends_the_call_when_it_is_back()
    {
        var (id, talk) = await TalkAsync();
        await UntilEventAsync(id, "recording started");

        await KillAndRestartAsync(id, talk.Owner.HangUpAsync);
        await talk.Caller.WaitForHangUpAsync();

        await EndedAsync(id, "client.hung_up");
    }

    protected async Task KillAndRestartAsync(Guid id, Func<Task>? meanwhile = null)
    {
        await Lab.App.KillAsync();
        if (meanwhile is not null)
            await meanwhile();
        await Lab.App.StartAsync();
        await Poll.UntilAsync(
            async () => EventsOf(await CallAsync(id)).Any(happened => happened.Contains("taken over", StringComparison.Ordinal)), Limit, "the call is taken over");
    }
}
