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
        await HearEachOtherAsync(employee, client);
        await employee.HangUpAsync();
        await client.WaitForHangUpAsync();

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
            heard => Tones.Find(heard, 425, TimeSpan.FromMilliseconds(500)).Any(tone => tone.From > before), "ringback again");
        await client.AnswerAsync();
        await HearEachOtherAsync(employee, client);
        await client.HangUpAsync();
        await employee.WaitForHangUpAsync();

        var call = await EndedAsync(id, "client.hung_up", recorded: true);
        EventsOf(call).Count(happened => happened.StartsWith($"dial {Client}", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_client_who_answers_while_it_is_away_talks_when_it_is_back()
    {
        var (id, employee, client) = await RingClientAsync();
        await UntilEventAsync(id, $"rings {Client}");

        await KillAndRestartAsync(id, client.AnswerAsync);
        await UntilEventAsync(id, "stage talking");
        await HearEachOtherAsync(employee, client);
        await employee.HangUpAsync();
        await client.WaitForHangUpAsync();

        await EndedAsync(id, "employee.hung_up");
    }

    [Fact]
    public async Task Killed_while_they_talk_nobody_hears_it_and_the_recording_is_whole()
    {
        var (id, employee, client) = await TalkAsync();
        await UntilEventAsync(id, "recording started");

        await KillAndRestartAsync(id);
        var before = employee.Heard.Duration;
        await employee.WaitUntilHeardAsync(heard => heard.Duration > before + TimeSpan.FromSeconds(2), "some more");
        await employee.HangUpAsync();
        await client.WaitForHangUpAsync();

        Unbroken(client.Heard, EmployeesTone).ShouldBeTrue();
        Unbroken(employee.Heard, ClientsTone).ShouldBeTrue();
        await EndedAsync(id, "employee.hung_up", recorded: true);
        var (left, right) = await StereoSound.ReadAsync(await RecordingOfAsync(id));
        Unbroken(left, EmployeesTone).ShouldBeTrue();
        Unbroken(right, ClientsTone).ShouldBeTrue();
        (await RecordAsync(id, seen => seen.RecordUrl.Count > 0)).Events.Count(seen => seen.Type == "SHOW").ShouldBe(1);
    }

    [Fact]
    public async Task A_client_who_hangs_up_while_it_is_away_ends_the_call_when_it_is_back()
    {
        var (id, employee, client) = await TalkAsync();
        await UntilEventAsync(id, "recording started");

        await KillAndRestartAsync(id, client.HangUpAsync);
        await employee.WaitForHangUpAsync();

        await EndedAsync(id, "client.hung_up");
    }

    private static bool Unbroken(WavFile heard, int hertz)
        => Tones.Find(heard, hertz) is [var only] && only.To - only.From > TimeSpan.FromSeconds(4);

    private async Task KillAndRestartAsync(Guid id, Func<Task>? meanwhile = null)
    {
        await Lab.App.KillAsync();
        if (meanwhile is not null)
            await meanwhile();
        await Lab.App.StartAsync();
        await Poll.UntilAsync(
            async () => EventsOf(await CallAsync(id)).Any(happened => happened.Contains("taken over", StringComparison.Ordinal)), Limit, "the call is taken over");
    }
}

public sealed class Clicks_and_restarts_on_the_outbound_link(OutboundClickLab fixture) : Clicks_and_restarts(fixture), IClassFixture<OutboundClickLab>;

public sealed class Clicks_and_restarts_on_the_inbound_link(InboundClickLab fixture) : Clicks_and_restarts(fixture), IClassFixture<InboundClickLab>;
