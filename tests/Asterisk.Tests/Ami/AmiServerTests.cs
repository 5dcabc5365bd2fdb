using CallControl.Asterisk.Ami;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallControl.Asterisk.Tests.Ami;

public sealed class AmiServerTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>A caller of 440 Hz talks with an owner of 880 Hz.</summary>
    private const string Dialplan = """
        [tones]
        exten => 440,1,Answer()
         same => n,Playtones(440/1000)
         same => n,Wait(30)
        exten => 880,1,Answer()
         same => n,Playtones(880/1000)
         same => n,Wait(30)
        exten => owner,1,Dial(Local/880@tones)
        """;

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(90));
    private readonly AsteriskPorts _unused = AsteriskPorts.Lease(PbxProfile.Address);
    private readonly AsteriskInstance _asterisk;

    public AmiServerTests()
    {
        var options = PstnProfile.Create(AsteriskPorts.Lease(PstnProfile.Address), _unused, "ami");
        _asterisk = new AsteriskInstance(options with
        {
            Files = new Dictionary<string, string>(options.Files)
            {
                ["local/extensions.conf"] = Dialplan,
                // MixMonitor can run a command, so that `call` alone is refused.
                ["local/manager.conf"] = $"[{options.AmiUser}](+)\nwrite = system\n[calls-only]\nsecret = {options.AmiPassword}\nwrite = call,originate\n",
            },
        });
    }

    public Task InitializeAsync() => _asterisk.StartAsync(_limit.Token);

    public async Task DisposeAsync()
    {
        await _asterisk.DisposeAsync();
        _unused.Dispose();
        _limit.Dispose();
    }

    [Fact]
    public async Task A_channel_that_is_not_there_is_a_refused_value()
    {
        await using var client = Client(_asterisk.AmiPassword);
        await client.WaitUntilReadyAsync(_limit.Token);

        var started = await client.MixMonitorAsync("PJSIP/nobody-00000001", "", "r(a.wav)t(b.wav)", null, _limit.Token);
        var stopped = await client.StopMixMonitorAsync("PJSIP/nobody-00000001", _limit.Token);

        (started.Success, started.Message).ShouldBe((false, "No such channel"));
        (stopped.Success, stopped.Message).ShouldBe((false, "No such channel"));
        (await client.PingAsync(_limit.Token)).Success.ShouldBeTrue();
    }

    [Fact]
    public async Task MixMonitor_needs_the_privilege_system()
    {
        await using var client = Client(_asterisk.AmiPassword, "calls-only");
        await client.WaitUntilReadyAsync(_limit.Token);

        var started = await client.MixMonitorAsync("PJSIP/nobody-00000001", "", "r(a.wav)t(b.wav)", null, _limit.Token);

        (started.Success, started.Message).ShouldBe((false, "Permission denied"));
    }

    [Fact]
    public async Task A_wrong_secret_is_a_state_of_its_own()
    {
        await using var client = Client("wrong");

        await Poll.UntilAsync(() => client.State == AmiState.Refused, Limit, "the login is refused");

        await Should.ThrowAsync<AmiException>(() => client.PingAsync(_limit.Token));
    }

    [Fact]
    public async Task A_restarted_Asterisk_is_connected_to_again()
    {
        await using var client = Client(_asterisk.AmiPassword);
        await client.WaitUntilReadyAsync(_limit.Token);

        await _asterisk.KillAsync();
        await Poll.UntilAsync(() => client.State != AmiState.Ready, Limit, "the loss is seen");
        await _asterisk.StartAsync(_limit.Token);
        await client.WaitUntilReadyAsync(_limit.Token);

        (await client.PingAsync(_limit.Token)).Success.ShouldBeTrue();
    }

    [Fact]
    public async Task MixMonitor_without_a_file_writes_what_the_party_says_to_r_and_what_it_hears_to_t()
    {
        await using var client = Client(_asterisk.AmiPassword);
        await client.WaitUntilReadyAsync(_limit.Token);
        var caller = await CallAsync();
        var said = $"{_asterisk.RecordingPath}/said.wav";
        var heard = $"{_asterisk.RecordingPath}/heard.wav";

        var started = await client.MixMonitorAsync(caller, "", $"r({said})t({heard})", null, _limit.Token);
        await Poll.UntilAsync(() => Length(said) > 30_000, Limit, "two seconds are written");
        await client.StopMixMonitorAsync(caller, _limit.Token);
        await Poll.UntilAsync(() => IsFinished(said) && IsFinished(heard), Limit, "the headers are written");

        started.Success.ShouldBeTrue();
        (Tone(said, 440), Tone(said, 880)).ShouldSatisfyAllConditions(x => x.Item1.ShouldBeGreaterThan(3000), x => x.Item2.ShouldBeLessThan(100));
        (Tone(heard, 440), Tone(heard, 880)).ShouldSatisfyAllConditions(x => x.Item1.ShouldBeLessThan(100), x => x.Item2.ShouldBeGreaterThan(3000));
        Directory.GetFiles(_asterisk.HostPath(_asterisk.RecordingPath)).Length.ShouldBe(2);
        await _asterisk.CliAsync("channel request hangup all");
    }

    private async Task<string> CallAsync()
    {
        await _asterisk.CliAsync("channel originate Local/440@tones/n extension owner@tones");
        string? caller = null;
        await Poll.UntilAsync(
            async () =>
            {
                var channels = (await _asterisk.CliAsync("core show channels concise")).Split('\n').Select(line => line.Split('!')).ToList();
                caller = channels.Find(fields => fields.Length > 5 && fields[2] == "owner" && fields[4] == "Up" && fields[5] == "Dial")?[0];
                return caller is not null && channels.Any(fields => fields.Length > 5 && fields[5] == "AppDial" && fields[4] == "Up");
            },
            Limit,
            "the two talk");
        return caller!;
    }

    private long Length(string path) => new FileInfo(_asterisk.HostPath(path)) is { Exists: true } file ? file.Length : 0;

    private bool IsFinished(string path) => BitConverter.ToInt32(File.ReadAllBytes(_asterisk.HostPath(path)), 40) > 0;

    /// <summary>Amplitude of one frequency in the second second of an 8 kHz file.</summary>
    private double Tone(string path, double frequency)
    {
        var bytes = File.ReadAllBytes(_asterisk.HostPath(path));
        double cos = 0, sin = 0;
        for (var at = 8000; at < 16000; at++)
        {
            var sample = BitConverter.ToInt16(bytes, 44 + (2 * at));
            cos += sample * Math.Cos(2 * Math.PI * frequency * at / 8000);
            sin += sample * Math.Sin(2 * Math.PI * frequency * at / 8000);
        }
        return Math.Sqrt((cos * cos) + (sin * sin)) / 4000;
    }

    private AmiClient Client(string secret, string? user = null)
    {
        var options = new AmiOptions { Host = _asterisk.IpAddress, Port = _asterisk.AmiPort, User = user ?? _asterisk.AmiUser, Secret = secret };
        var client = new AmiClient(options, TimeProvider.System, Random.Shared, NullLogger<AmiClient>.Instance);
        client.Start();
        return client;
    }
}
