using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Faults;

/// <summary>Asterisk is killed and comes back.</summary>
[Collection(nameof(OutboundFaultLab))]
public sealed class An_Asterisk_that_dies(OutboundFaultLab lab) : FaultTest(lab.Lab)
{
    [Fact]
    public async Task Its_calls_end_as_vanished_with_what_was_recorded_and_the_next_call_works()
    {
        var next = Caller.Replace("+7916", "+7917", StringComparison.Ordinal);
        var talk = await TalkAsync(Caller, 101);
        await talk.GoOnAsync();

        await Lab.Pbx.KillAsync();
        await UntilHealthIsAsync("ari", "unhealthy", TimeSpan.FromSeconds(2));
        await UntilHealthIsAsync("ami", "degraded", TimeSpan.FromSeconds(2));
        // Nobody tells the phones.
        await Task.WhenAll(talk.Caller.HangUpAsync(), talk.Owner.HangUpAsync());
        await Lab.Pbx.StartAsync();
        await UntilAllIsWellAsync();

        var lost = await StoredCall.OfAsync(Lab, Caller);
        lost.End.ShouldBe("system.vanished");
        lost.Stage.ShouldBe("talking");
        await UntilNoCallIsLeftAsync();
        await (await TalkAsync(next, 102)).CallerHangsUpAsync();
        (await StoredCall.OfAsync(Lab, next, recorded: true)).End.ShouldBe("caller.hung_up");
        await Poll.UntilAsync(
            async () => (lost = await StoredCall.OfAsync(Lab, Caller)).RecordingPath is not null, TimeSpan.FromSeconds(30), "the recording of the lost call is saved");
        await talk.ShouldBeWholeInAsync(lost.RecordingPath!);
        IsStillAlive();
    }
}
