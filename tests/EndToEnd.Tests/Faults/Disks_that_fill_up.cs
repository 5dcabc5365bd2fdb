using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Faults;

/// <summary>There was room when the talk began. A disk that is full already is the business of <c>Application_away</c>.</summary>
public sealed class Disks_that_fill_up(SmallDisksLab lab) : FaultTest(lab.Lab), IClassFixture<SmallDisksLab>
{
    [Fact]
    public async Task Asterisks_disk_fills_up_while_they_talk_and_only_the_rest_of_the_recording_is_lost()
    {
        await lab.Asterisks.LeaveFreeAsync(kilobytes: 192);
        await lab.Mp3s.LeaveFreeAsync(kilobytes: 4096);
        await UntilHealthIsAsync("recordings", "healthy", TimeSpan.FromSeconds(3));
        var talk = await TalkAsync(Caller, 101);

        await Poll.UntilAsync(() => lab.Asterisks.Free == 0, TimeSpan.FromSeconds(20), "the disk is full");
        await UntilHealthIsAsync("recordings", "degraded", TimeSpan.FromSeconds(3));
        await talk.GoOnAsync();
        await talk.CallerHangsUpAsync();

        talk.ShouldBeUnbroken();
        var call = await StoredCall.OfAsync(Lab, Caller, recorded: true);
        call.End.ShouldBe("caller.hung_up");
        var (left, right) = await StereoSound.ReadAsync(call.RecordingPath!);
        foreach (var (side, tone) in new[] { (left, ToneTalk.CallersTone), (right, ToneTalk.OwnersTone) })
        {
            side.Duration.ShouldBeInRange(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(12));
            TestKit.Audio.Tones.Find(side, tone).ShouldHaveSingleItem();
        }

        IsStillAlive();
    }

    [Fact]
    public async Task Without_room_for_its_MP3_a_recording_waits_as_it_is_until_there_is_some()
    {
        await lab.Asterisks.LeaveFreeAsync(kilobytes: 4096);
        await lab.Mp3s.LeaveFreeAsync(kilobytes: 8);
        await UntilHealthIsAsync("recordings", "healthy", TimeSpan.FromSeconds(3));
        var failed = await MetricAsync("callcontrol_recordings_failed_total");
        var talk = await TalkAsync(Caller, 102);
        await talk.GoOnAsync();
        await talk.OwnerHangsUpAsync();
        await Poll.UntilAsync(async () => await MetricAsync("callcontrol_recordings_failed_total") > failed, TimeSpan.FromSeconds(20), "the conversion is tried");
        (await StoredCall.OfAsync(Lab, Caller)).RecordingPath.ShouldBeNull();

        await lab.Mp3s.LeaveFreeAsync(kilobytes: 4096);

        var call = await StoredCall.OfAsync(Lab, Caller, recorded: true);
        call.End.ShouldBe("owner.hung_up");
        await talk.ShouldBeWholeInAsync(call.RecordingPath!);
        IsStillAlive();
    }
}

/// <summary>Each folder of recordings is a disk of its own; very little room is enough, and it is measured often.</summary>
public sealed class SmallDisksLab() : LabFixture(LinkDirection.Outbound)
{
    // Mounted before Asterisk starts, since it lives among the mounts that there were then.
    private readonly string _folder = $"/mnt/{Guid.NewGuid():N}";

    /// <summary>Holds what Asterisk records.</summary>
    internal SmallDisk Asterisks { get; private set; } = null!;

    internal SmallDisk Mp3s { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        Asterisks = await SmallDisk.MountAsync(InHost($"{_folder}/asterisk"), kilobytes: 4096);
        Mp3s = await SmallDisk.MountAsync(InHost($"{_folder}/mp3"), kilobytes: 4096);
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Asterisks.DisposeAsync();
        await Mp3s.DisposeAsync();
        Directory.Delete(InHost(_folder), recursive: true);
    }

    protected override LabOptions Change(LabOptions options) => options with
    {
        Settings = new Dictionary<string, string>(options.Settings)
        {
            ["Recordings__AsteriskFolder"] = $"{_folder}/asterisk",
            ["Recordings__HostFolder"] = InHost($"{_folder}/asterisk"),
            ["Recordings__Folder"] = InHost($"{_folder}/mp3"),
            ["Recordings__SmallestFree"] = "4096",
            ["Recordings__SpaceInterval"] = "00:00:00.5",
            ["Recordings__AbandonedAfter"] = "00:00:06",
        },
    };

    private static string InHost(string asterisksPath) => AsteriskRoot.Locate().Path + asterisksPath;
}
