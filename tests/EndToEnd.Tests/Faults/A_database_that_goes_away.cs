using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Faults;

/// <summary>PostgreSQL stops, or falls silent, while calls are in progress.</summary>
[Collection(nameof(OutboundFaultLab))]
public sealed class A_database_that_goes_away(OutboundFaultLab lab) : FaultTest(lab.Lab)
{
    private const string Error = "Извините, произошла техническая ошибка. Пожалуйста, перезвоните позже.";

    // Health asks for 2 s at most.
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Away = TimeSpan.FromSeconds(30);

    private string Newcomer => Caller.Replace("+7916", "+7917", StringComparison.Ordinal);

    [Fact]
    public async Task Stopped_while_they_talk_and_started_again_it_has_everything_that_happened_meanwhile()
    {
        var talk = await TalkAsync(Caller, 101);
        var stopped = TimeProvider.System.GetTimestamp();

        await Lab.Postgres.StopAsync();
        Lab.Database.Clear();
        await UntilHealthIsAsync("database", "unhealthy", Noticed);
        await ANewcomerIsToldAsync();
        await talk.GoOnAsync();
        await talk.CallerHangsUpAsync();
        (await MetricAsync("callcontrol_backlog_depth", "queue=\"journal\"")).ShouldBeGreaterThan(0);
        (await Lab.Http.GetAsync(new Uri("/health/live", UriKind.Relative))).EnsureSuccessStatusCode();
        await Poll.UntilAsync(() => TimeProvider.System.GetElapsedTime(stopped) > Away, Away + Noticed, $"it has been away for {Away.TotalSeconds} s");
        await Lab.Postgres.StartAsync();
        await UntilHealthIsAsync("database", "healthy", Noticed);

        talk.ShouldBeUnbroken();
        await EverythingIsThereAsync();
    }

    [Fact]
    public async Task Silent_while_they_talk_it_is_given_up_and_has_everything_afterwards()
    {
        var talk = await TalkAsync(Caller, 102);

        Lab.Wires.Database.Freeze();
        await UntilHealthIsAsync("database", "unhealthy", Noticed);
        await ANewcomerIsToldAsync();
        await talk.GoOnAsync();
        await talk.CallerHangsUpAsync();
        Lab.Wires.Restore();
        await UntilHealthIsAsync("database", "healthy", TimeSpan.FromSeconds(15));

        talk.ShouldBeUnbroken();
        await EverythingIsThereAsync();
    }

    /// <summary>A caller whom nobody can be found for.</summary>
    private async Task ANewcomerIsToldAsync()
    {
        var newcomer = await Lab.Pstn.CallAsync(Newcomer, "+74951112215");
        await HearsAsync(newcomer, Error);
        await newcomer.WaitForHangUpAsync();
    }

    private async Task EverythingIsThereAsync()
    {
        var talk = await StoredCall.OfAsync(Lab, Caller, recorded: true);
        talk.End.ShouldBe("caller.hung_up");
        talk.Stage.ShouldBe("talking");
        var told = await StoredCall.OfAsync(Lab, Newcomer);
        told.End.ShouldBe("system.error");
        told.Stage.ShouldBe("announcing");
        var happened = await StoredCall.EventsAsync(Lab, talk.Id);
        happened.Where(one => one.StartsWith("stage ", StringComparison.Ordinal))
            .ShouldBe(["stage attributing", "stage greeting", "stage ringing", "stage whispering", "stage talking"]);
        happened.ShouldContain("recording started");
        happened.Count(one => one == "end caller.hung_up").ShouldBe(1);
        (await StoredCall.EventsAsync(Lab, told.Id)).ShouldBe(["stage attributing", "stage announcing", "prompt error", "end system.error"]);
        (await MetricAsync("callcontrol_journal_rejected_total")).ShouldBe(0);
        await UntilNoCallIsLeftAsync();
        IsStillAlive();
    }
}
