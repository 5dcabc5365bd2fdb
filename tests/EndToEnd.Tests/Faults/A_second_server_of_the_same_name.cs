using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Faults;

/// <summary>Somebody copies a server, or gives two the same <c>uri</c>: both connect as the same node, again and again.</summary>
[Collection(nameof(OutboundFaultLab))]
public sealed class A_second_server_of_the_same_name(OutboundFaultLab lab) : FaultTest(lab.Lab)
{
    [Fact]
    public async Task It_is_refused_as_long_as_the_first_is_alive_and_calls_of_the_first_go_on()
    {
        var talk = await TalkAsync(Caller, 101);
        var connects = await MetricAsync("callcontrol_ari_connects_total");
        using var ports = AsteriskPorts.Lease(PbxProfile.SecondAddress);
        using var trunk = AsteriskPorts.Lease(PstnProfile.Address);
        await using (var second = new AsteriskInstance(PbxProfile.Create(ports, trunk, LinkDirection.Outbound, Lab.App.Port, "pbx-copy")))
        {
            await second.StartAsync();
            await Poll.UntilAsync(async () => await MetricAsync("callcontrol_ari_strangers_total") >= 3, TimeSpan.FromSeconds(15), "it has been refused three times");
            await talk.GoOnAsync();
            (await HealthAsync("ari")).ShouldBe("healthy");
        }

        await talk.CallerHangsUpAsync();

        talk.ShouldBeUnbroken();
        (await StoredCall.OfAsync(Lab, Caller, recorded: true)).End.ShouldBe("caller.hung_up");
        (await MetricAsync("callcontrol_ari_connects_total")).ShouldBe(connects, "the node is still linked as it was");
        Lab.App.LastOutput.ShouldContain("a second Asterisk (");
        await UntilNoCallIsLeftAsync();
        IsStillAlive();
    }
}
