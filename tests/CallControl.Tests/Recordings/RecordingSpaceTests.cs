using CallControl.CallControl.Tests.Audio;
using CallControl.Recordings;
using CallControl.TestKit.Processes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CallControl.CallControl.Tests.Recordings;

public sealed class RecordingSpaceTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly string _folder = Directory.CreateTempSubdirectory("room-").FullName;
    private IHost? _host;

    private string Spool => Path.Combine(_folder, "spool");

    private RecordingSpace Space => _host!.Services.GetRequiredService<RecordingSpace>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.StopAsync();
        _host?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Room_runs_out_with_a_warning_before_nothing_is_recorded_any_more_and_comes_back()
    {
        await StartAsync(("LargestTotal", "1000"));
        var atFirst = (Space.Room, await HealthAsync());

        var file = Path.Combine(_folder, "mp3", "2026", "one.mp3");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, new byte[950]);
        await Poll.UntilAsync(() => Space.Room == RecordingRoom.Scarce, Limit, "room is scarce");
        var scarce = (Space.IsFull, await HealthAsync());
        await File.WriteAllBytesAsync(Path.Combine(_folder, "mp3", "two.mp3"), new byte[100]);
        await Poll.UntilAsync(() => Space.IsFull, Limit, "room is full");
        var full = (Space.Reason, await HealthAsync());
        File.Delete(file);
        await Poll.UntilAsync(() => Space.Room == RecordingRoom.Enough, Limit, "there is room again");

        atFirst.ShouldBe((RecordingRoom.Enough, HealthStatus.Healthy));
        scarce.ShouldBe((false, HealthStatus.Degraded));
        full.Item2.ShouldBe(HealthStatus.Degraded);
        full.Reason.ShouldContain("LargestTotal");
        (await HealthAsync()).ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_disk_without_the_free_space_asked_for_is_full()
    {
        await StartAsync(("SmallestFree", $"{long.MaxValue}"));

        Space.IsFull.ShouldBeTrue();
        Space.Reason.ShouldContain("SmallestFree");
    }

    [Fact]
    public async Task A_recording_that_can_never_be_converted_is_put_aside_as_it_is_and_can_be_brought_back()
    {
        Directory.CreateDirectory(Spool);
        var call = Guid.NewGuid();
        string[] names = [$"cc-{call}-caller.wav", $"cc-{call}-owner.wav"];
        var noSound = string.Concat(Enumerable.Repeat("RIFF no sound ", 100));
        foreach (var name in names)
            await File.WriteAllTextAsync(Path.Combine(Spool, name), noSound);

        await StartAsync(("Attempts", "3"));
        await Poll.UntilAsync(() => names.All(name => File.Exists(Path.Combine(Spool, "failed", name))), Limit, "the files are put aside");
        var kept = await File.ReadAllTextAsync(Path.Combine(Spool, "failed", names[0]));
        foreach (var name in names)
        {
            File.Delete(Path.Combine(Spool, "failed", name));
            await Sound.FfmpegAsync("-f", "lavfi", "-i", "sine=frequency=440:duration=1:sample_rate=8000", "-fflags", "+bitexact", Path.Combine(Spool, name));
        }
        await Poll.UntilAsync(() => Directory.GetFiles(_folder, $"{call}.mp3", SearchOption.AllDirectories).Length == 1, Limit, "brought back, it is converted");

        kept.ShouldBe(noSound);
    }

    private async Task StartAsync(params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = _folder });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Recordings:Folder"] = "mp3",
            ["Recordings:HostFolder"] = Spool,
            ["Recordings:SmallestFree"] = "0",
            ["Recordings:SpaceInterval"] = "00:00:00.05",
            ["Recordings:RescanInterval"] = "00:00:00.2",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Recordings:{setting.Name}", (string?)setting.Value)));
        builder.Services.AddRecordings();
        // What a recording is told to is tested elsewhere.
        builder.Services.RemoveAll<IRecordingSaved>();
        _host = builder.Build();
        await _host.StartAsync();
    }

    private async Task<HealthStatus> HealthAsync() => (await _host!.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["recordings"].Status;
}
