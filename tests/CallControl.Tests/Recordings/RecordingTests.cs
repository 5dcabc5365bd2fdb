using System.Collections.Concurrent;
using CallControl.CallControl.Tests.Audio;
using CallControl.Recordings;
using CallControl.TestKit.Processes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CallControl.CallControl.Tests.Recordings;

public sealed class RecordingTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly DateTimeOffset Start = new(2026, 3, 9, 12, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("recordings-").FullName;
    private readonly Keeper _keeper = new();
    private readonly Guid _call = Guid.NewGuid();
    private readonly IHost _host;

    public RecordingTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "spool"));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = _folder });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Recordings:Folder"] = "mp3",
            ["Recordings:AsteriskFolder"] = "/spool/recording/",
            ["Recordings:HostFolder"] = Path.Combine(_folder, "spool"),
            ["Recordings:RescanInterval"] = "00:00:00.2",
        });
        builder.Services.AddRecordings();
        builder.Services.RemoveAll<IRecordingSaved>();
        builder.Services.AddSingleton<IRecordingSaved>(_keeper);
        _host = builder.Build();
    }

    private RecordingJob Job => _host.Services.GetRequiredService<RecordingNames>().JobOf(_call, Start);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Two_sides_of_different_length_become_one_stereo_file_with_the_caller_on_the_left()
    {
        await WriteAsync(Job.CallerFile, 440, 2);
        await WriteAsync(Job.OwnerFile, 880, 3);

        await StartAndEnqueueAsync();
        await Poll.UntilAsync(() => !_keeper.Saved.IsEmpty, Limit, "the recording is saved");

        var (id, path, duration) = _keeper.Saved.Single();
        id.ShouldBe(_call);
        path.ShouldBe(Path.Combine(_folder, "mp3", "2026", "03", "09", $"{_call}.mp3"));
        duration.TotalSeconds.ShouldBeInRange(2.95, 3.2);
        var sides = await Sound.ReadAsync(path, 2);
        (Sound.Tone(sides[0][8000..24000], 440), Sound.Tone(sides[0][8000..24000], 880)).ShouldSatisfyAllConditions(
            left => left.Item1.ShouldBeInRange(0.08, 0.16), left => left.Item2.ShouldBeLessThan(0.005));
        (Sound.Tone(sides[1][8000..24000], 440), Sound.Tone(sides[1][8000..24000], 880)).ShouldSatisfyAllConditions(
            right => right.Item1.ShouldBeLessThan(0.005), right => right.Item2.ShouldBeInRange(0.08, 0.16));
        Sound.Peak(sides[0][38000..46000]).ShouldBeLessThan(0.01);
        Sound.Peak(sides[1][38000..46000]).ShouldBeGreaterThan(0.08);
        await Poll.UntilAsync(() => Directory.GetFiles(Path.Combine(_folder, "spool")).Length == 0, Limit, "the originals are deleted");
    }

    [Fact]
    public async Task Recordings_left_by_an_earlier_run_are_found_by_their_names()
    {
        await WriteAsync(Job.CallerFile, 440, 1);
        await WriteAsync(Job.OwnerFile, 880, 1);
        await WriteAsync(Path.Combine(_folder, "spool", "somebody-else.wav"), 880, 1);

        await _host.StartAsync();
        await Poll.UntilAsync(() => !_keeper.Saved.IsEmpty, Limit, "the recording is saved");

        _keeper.Saved.Single().Id.ShouldBe(_call);
        await Poll.UntilAsync(() => Directory.GetFiles(Path.Combine(_folder, "spool")).Length == 1, Limit, "only the stranger's file is left");
    }

    [Fact]
    public async Task A_recording_in_progress_is_waited_for()
    {
        await WriteAsync(Job.CallerFile, 440, 1);
        await WriteAsync(Job.OwnerFile, 880, 1);
        var finished = await File.ReadAllBytesAsync(Job.CallerFile);
        await File.WriteAllBytesAsync(Job.CallerFile, WithoutLength(finished)[..8044]);

        await StartAndEnqueueAsync();
        await Poll.UntilAsync(() => _host.Services.GetRequiredService<TimeProvider>().GetUtcNow() - File.GetLastWriteTimeUtc(Job.CallerFile) > TimeSpan.FromSeconds(1),
            Limit, "several looks at it");
        var early = _keeper.Saved.Count;
        await File.WriteAllBytesAsync(Job.CallerFile, finished);
        await Poll.UntilAsync(() => !_keeper.Saved.IsEmpty, Limit, "the recording is saved");

        early.ShouldBe(0);
        _keeper.Saved.Single().Duration.TotalSeconds.ShouldBeInRange(0.95, 1.2);
    }

    [Fact]
    public async Task A_recording_whose_Asterisk_died_is_taken_as_it_is()
    {
        await WriteAsync(Job.CallerFile, 440, 2);
        await File.WriteAllBytesAsync(Job.CallerFile, WithoutLength(await File.ReadAllBytesAsync(Job.CallerFile)));
        File.SetLastWriteTimeUtc(Job.CallerFile, Start.UtcDateTime);

        await _host.StartAsync();
        await Poll.UntilAsync(() => !_keeper.Saved.IsEmpty, Limit, "the recording is saved");

        _keeper.Saved.Single().Duration.TotalSeconds.ShouldBeInRange(1.95, 2.2);
    }

    [Fact]
    public async Task The_originals_stay_until_the_keeper_has_taken_the_recording()
    {
        await WriteAsync(Job.CallerFile, 440, 1);
        await WriteAsync(Job.OwnerFile, 880, 1);
        _keeper.Refusals = 2;

        await StartAndEnqueueAsync();
        await Poll.UntilAsync(() => _keeper.Refusals == 1, Limit, "the keeper has refused once");
        var kept = File.Exists(Job.CallerFile) && File.Exists(Job.OwnerFile);
        await Poll.UntilAsync(() => !_keeper.Saved.IsEmpty, Limit, "the recording is saved");

        kept.ShouldBeTrue();
        await Poll.UntilAsync(() => !File.Exists(Job.CallerFile), Limit, "the originals are deleted");
    }

    [Fact]
    public async Task A_file_that_is_no_sound_stays_and_does_not_hold_up_the_others()
    {
        await File.WriteAllTextAsync(Job.CallerFile, string.Concat(Enumerable.Repeat("no sound ", 100)));
        var other = _host.Services.GetRequiredService<RecordingNames>().JobOf(Guid.NewGuid(), Start);
        await WriteAsync(other.CallerFile, 440, 1);

        await StartAndEnqueueAsync();
        await Poll.UntilAsync(() => !_keeper.Saved.IsEmpty, Limit, "the other recording is saved");

        _keeper.Saved.Single().Id.ShouldBe(other.CallId);
        File.Exists(Job.CallerFile).ShouldBeTrue();
        Directory.GetFiles(_folder, "*.part", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void MixMonitor_writes_where_the_files_are_looked_for() =>
        _host.Services.GetRequiredService<RecordingNames>().MixMonitorOptions(_call)
            .ShouldBe($"r(/spool/recording/{Path.GetFileName(Job.CallerFile)})t(/spool/recording/{Path.GetFileName(Job.OwnerFile)})");

    private async Task StartAndEnqueueAsync()
    {
        await _host.StartAsync();
        _host.Services.GetRequiredService<RecordingQueue>().Enqueue(Job);
    }

    /// <summary>A tone as Asterisk's <c>.wav</c>: 8 kHz, 16 bit, a header of 44 bytes.</summary>
    private static Task WriteAsync(string path, int frequency, int seconds) => Sound.FfmpegAsync(
        "-f", "lavfi", "-i", $"sine=frequency={frequency}:duration={seconds}:sample_rate=8000", "-fflags", "+bitexact", "-flags", "+bitexact", "-map_metadata", "-1", path);

    /// <summary>As the file looks while Asterisk writes.</summary>
    private static byte[] WithoutLength(byte[] wav) => [.. wav[..4], 0, 0, 0, 0, .. wav[8..40], 0, 0, 0, 0, .. wav[44..]];

    private sealed class Keeper : IRecordingSaved
    {
        public ConcurrentQueue<(Guid Id, string Path, TimeSpan Duration)> Saved { get; } = new();

        public int Refusals { get; set; }

        public Task OnSavedAsync(Guid callId, string path, TimeSpan duration, CancellationToken cancellation)
        {
            if (Refusals > 0)
            {
                Refusals--;
                throw new IOException("the database is away");
            }
            Saved.Enqueue((callId, path, duration));
            return Task.CompletedTask;
        }
    }
}
