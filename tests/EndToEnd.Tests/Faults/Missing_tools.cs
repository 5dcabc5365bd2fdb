using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Faults;

/// <summary>Neither espeak-ng nor ffmpeg is installed, and there is not one sound: what is left is connecting people.</summary>
public sealed class Missing_tools(ToollessLab lab) : FaultTest(lab.Lab), IClassFixture<ToollessLab>
{
    [Fact]
    public async Task Callers_are_connected_without_a_word_the_log_and_health_say_what_is_missing_and_the_recording_stays_as_it_is()
    {
        (await HealthAsync("prompts")).ShouldBe("degraded");
        var report = await Lab.Http.GetStringAsync(new Uri("/health/ready", UriKind.Relative));
        report.ShouldContain("espeak-ng, ffmpeg, ffprobe not installed");
        (await File.ReadAllTextAsync(Lab.LogFile)).ShouldContain("espeak-ng, ffmpeg, ffprobe");

        var caller = await Lab.Pstn.CallAsync(Caller, "+74951112201");
        await caller.WaitForAnswerAsync();
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550101");
        await owner.AnswerAsync();
        var talk = await ToneTalk.BeginAsync(caller, owner);
        await talk.CallerHangsUpAsync();

        var call = await StoredCall.OfAsync(Lab, Caller);
        call.End.ShouldBe("caller.hung_up");
        call.Stage.ShouldBe("talking");
        await Poll.UntilAsync(async () => await MetricAsync("callcontrol_recordings_failed_total") > 0, TimeSpan.FromSeconds(10), "the conversion is tried");
        Directory.GetFiles(Lab.Pbx.HostPath(Lab.Pbx.RecordingPath), $"*{call.Id:D}*.wav").Length.ShouldBeGreaterThan(0, "nothing recorded is thrown away");
        await UntilNoCallIsLeftAsync();
        IsStillAlive();
    }
}

/// <summary>CallControl finds nothing in its PATH but what starts it, and an empty folder of sounds.</summary>
public sealed class ToollessLab : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("callcontrol-tools-").FullName;

    public CallControlLab Lab { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        foreach (var program in new[] { "setsid", "dotnet" })
            File.CreateSymbolicLink(Path.Combine(_folder, program), Find(program));
        Lab = await CallControlLab.StartAsync(new LabOptions
        {
            Seed = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "demo", "seed.sql"))
                + "UPDATE virtual_numbers SET is_busy = TRUE, assigned_listing_id = 101, assigned_at = now(), assigned_until = now() + interval '1 hour';",
            Settings = new Dictionary<string, string> { ["PATH"] = _folder, ["Prompts__CacheFolder"] = Path.Combine(_folder, "sounds") },
        });
    }

    public async Task DisposeAsync()
    {
        if (Lab is not null)
            await Lab.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Find(string program)
    {
        var path = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).First(File.Exists);
        return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
    }
}
