using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Rig;

public sealed class Two_servers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_call_from_the_network_reaches_the_dialplan_of_a_pbx_whose_application_is_away()
    {
        using var pbxPorts = AsteriskPorts.Lease(PbxProfile.Address);
        using var pstnPorts = AsteriskPorts.Lease(PstnProfile.Address);
        await using var pbx = new AsteriskInstance(PbxProfile.Create(pbxPorts, pstnPorts, LinkDirection.Inbound));
        await using var pstn = new AsteriskInstance(PstnProfile.Create(pstnPorts, pbxPorts));
        await Task.WhenAll(pbx.StartAsync(), pstn.StartAsync());

        await pstn.CliAsync("channel originate PJSIP/+74951112201@pbx application Wait 5");

        await Poll.UntilAsync(
            () => pbx.LastLog().Contains("Application callcontrol is away: the call to +74951112201 rings", StringComparison.Ordinal), Patience, "the pbx has the call and waits");
    }

    [Fact]
    public async Task After_the_end_no_process_mount_or_folder_is_left()
    {
        using var pbxPorts = AsteriskPorts.Lease(PbxProfile.Address);
        using var pstnPorts = AsteriskPorts.Lease(PstnProfile.Address);
        var pbx = new AsteriskInstance(PbxProfile.Create(pbxPorts, pstnPorts, LinkDirection.Outbound));
        var folder = pbx.HostPath($"/srv/{pbx.Name}");
        await pbx.StartAsync();
        var process = pbx.ProcessId.ShouldNotBeNull();
        Directory.Exists(folder).ShouldBeTrue();
        Directory.Exists($"/proc/{process}").ShouldBeTrue();

        await pbx.DisposeAsync();

        Directory.Exists($"/proc/{process}").ShouldBeFalse();
        Directory.Exists(folder).ShouldBeFalse();
        // Whatever else is mounted below the root belongs to a test beside this one.
        var root = AsteriskRoot.Locate().Path;
        var mounts = (await File.ReadAllLinesAsync("/proc/self/mounts")).Select(line => line.Split(' ')[1]);
        mounts.ShouldNotContain(point => new[] { folder, $"{root}/proc", $"{root}/dev", $"{root}/etc" }.Any(own => point.StartsWith(own, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_killed_server_starts_again_in_the_same_place()
    {
        using var pbxPorts = AsteriskPorts.Lease(PbxProfile.Address);
        using var pstnPorts = AsteriskPorts.Lease(PstnProfile.Address);
        await using var pbx = new AsteriskInstance(PbxProfile.Create(pbxPorts, pstnPorts, LinkDirection.Outbound));
        await pbx.StartAsync();
        var first = pbx.ProcessId;

        await pbx.KillAsync();
        await pbx.StartAsync();

        pbx.ProcessId.ShouldNotBe(first);
        (await pbx.CliAsync("core show version")).ShouldStartWith("Asterisk 22");
    }

    [Fact]
    public async Task A_start_that_fails_says_why()
    {
        using var pbxPorts = AsteriskPorts.Lease(PbxProfile.Address);
        using var pstnPorts = AsteriskPorts.Lease(PstnProfile.Address);
        await using var pbx = new AsteriskInstance(PbxProfile.Create(pbxPorts, pstnPorts, LinkDirection.Inbound));
        await File.AppendAllTextAsync(Path.Combine(pbx.ConfigFolder, "modules.conf"), "\nrequire = no_such_module.so\n");

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => pbx.StartAsync());

        failure.Message.ShouldContain("no_such_module");
    }
}
