using System.Net.Http.Headers;
using System.Text;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Faults;

/// <summary>
/// Asterisk builds a message of its websocket on the stack of a thread that has 496 KB: an answer longer than that, as a list of 2,000 channels is, ends it.
/// </summary>
public sealed class A_crowd_of_channels(CrowdLab lab) : FaultTest(lab.Lab), IClassFixture<CrowdLab>
{
    // Each has two halves, and each half is a channel.
    private const int Locals = 1000;

    [Fact]
    public async Task Comparing_our_calls_with_a_server_that_has_thousands_of_channels_does_it_no_harm()
    {
        var asterisk = Lab.Pbx.ProcessId;
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = Lab.Pbx.AriAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Lab.Pbx.AriUser}:{Lab.Pbx.AriPassword}")));
        var talk = await TalkAsync(Caller, 101);
        await Parallel.ForAsync(0, Locals, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, cancellation) =>
        {
            using var answer = await http.PostAsync(
                new Uri($"channels/crowd-{number}?endpoint=Local/wait@crowd&context=crowd&extension=wait&timeout=-1", UriKind.Relative), null, cancellation);
            answer.EnsureSuccessStatusCode();
        });
        (await Lab.PbxAri.Channels.ListAsync()).Count.ShouldBe((2 * Locals) + 2);

        var before = await LooksAsync();
        Lab.Wires.Ari.Cut();
        Lab.Wires.Restore();
        await Poll.UntilAsync(async () => await LooksAsync() >= before + 3, TimeSpan.FromSeconds(20), "CallControl has looked three times");
        await talk.GoOnAsync();
        await talk.CallerHangsUpAsync();

        Lab.Pbx.ProcessId.ShouldBe(asterisk);
        Lab.Pbx.IsRunning.ShouldBeTrue(Lab.Pbx.LastLog());
        talk.ShouldBeUnbroken();
        (await StoredCall.OfAsync(Lab, Caller, recorded: true)).End.ShouldBe("caller.hung_up");
        (await Lab.PbxAri.Channels.ListAsync()).Count.ShouldBe(2 * Locals);
        await UntilNoCallIsLeftAsync();
        await Lab.Pbx.CliAsync("channel request hangup all");
        IsStillAlive();
    }

    private Task<double> LooksAsync() => MetricAsync("callcontrol_ari_request_duration_seconds_count", "method=\"GET\"", "/applications/");
}

/// <summary>Requests have no way but the websocket, and our calls are compared with Asterisk's every second.</summary>
public sealed class CrowdLab() : LabFixture(LinkDirection.Outbound)
{
    protected override LabOptions Change(LabOptions options) => options with
    {
        BreakableWires = true,
        Settings = new Dictionary<string, string>(options.Settings)
        {
            ["Asterisk__Nodes__0__HttpUrl"] = "",
            ["Asterisk__Nodes__0__SweepInterval"] = "00:00:01",
        },
        Pbx = pbx => pbx with
        {
            Files = new Dictionary<string, string>(pbx.Files)
            {
                ["local/extensions.conf"] = """
                    [crowd]
                    exten => wait,1,Wait(300)
                    """,
                // Silence in both halves would keep two processors busy.
                ["local/asterisk.conf"] = """
                    [options](+)
                    transmit_silence = no
                    """,
            },
        },
    };
}
