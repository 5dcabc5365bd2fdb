using System.Net;
using System.Text.RegularExpressions;
using CallControl.Bench.Measurement;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Processes;

namespace CallControl.Bench.Rig;

/// <summary>
/// The Asterisk under load: the shipped configuration, with the two ends of the load and the plain dialplan added, logging warnings only.
/// One server carries all scenarios in turn, so that its age and memory are the same for all.
/// </summary>
internal sealed partial class BenchPbx : IAsyncDisposable
{
    // Addresses of its own keep the whole RTP range free: the shipped one (5000 legs), beside whatever else runs on this machine.
    private const string PbxAddress = "127.0.0.5";
    private const string CallerAddress = "127.0.0.3";
    private const string OwnerAddress = "127.0.0.4";
    private const string OwnerNumber = "+79035550101";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly AsteriskPorts _ports = AsteriskPorts.Lease(PbxAddress, rtpPorts: 0);
    private readonly AsteriskPorts _caller = AsteriskPorts.Lease(CallerAddress, rtpPorts: 0);
    private readonly AsteriskPorts _standingCaller = AsteriskPorts.Lease(CallerAddress, rtpPorts: 0);
    private readonly AsteriskPorts _owner = AsteriskPorts.Lease(OwnerAddress, rtpPorts: 0);
    private int _abandoned;

    /// <param name="callControlPort">Where the outbound ARI link goes.</param>
    public BenchPbx(int callControlPort)
    {
        var profile = PbxProfile.Create(_ports, _owner, LinkDirection.Outbound, callControlPort, "bench");
        Server = new AsteriskInstance(profile with
        {
            Files = new Dictionary<string, string>(profile.Files)
            {
                ["local/pjsip.conf"] = Endpoints(),
                ["logger.conf"] = ReadFile("asterisk", "logger.conf"),
                ["dialplan/plain.conf"] = ReadFile("dialplan", "plain.conf"),
            },
        });
        WriteDialplan();
        // The test kit narrows the range to what it leased; here the shipped one holds.
        File.Delete(Path.Combine(Server.ConfigFolder, "local", "rtp.conf"));
    }

    public AsteriskInstance Server { get; }

    public IPEndPoint Sip => new(_ports.Address, _ports.Sip);

    public IPEndPoint Caller => new(_caller.Address, _caller.Sip);

    /// <summary>Where calls come from that stay.</summary>
    public IPEndPoint StandingCaller => new(_standingCaller.Address, _standingCaller.Sip);

    /// <summary>Calls that are meant to stay: they are not left over.</summary>
    public int Standing { get; set; }

    public IPEndPoint Owner => new(_owner.Address, _owner.Sip);

    /// <summary>The number that the owner's phone is dialled by.</summary>
    public static string OwnersNumber => OwnerNumber;

    public ProcessCpu Cpu => new("Asterisk", Server.ProcessId ?? throw new InvalidOperationException("Asterisk is not started."));

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var sounds = Server.HostPath(Server.SoundsPath);
        await File.WriteAllBytesAsync(Path.Combine(sounds, "prompt.ulaw"), Tone.MuLaw(Tone.Prompt), cancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(sounds, "whisper.ulaw"), Tone.MuLaw(Tone.Whisper), cancellationToken);
        await Server.StartAsync(cancellationToken);
    }

    /// <summary>The bridges there are, with the number of channels in each.</summary>
    public async Task<IReadOnlyList<int>> BridgesAsync() =>
        [.. BridgeLine().Matches(await Server.CliAsync("bridge show all")).Select(match => int.Parse(match.Groups[1].ValueSpan, null))];

    /// <summary>Waits until no channel and no bridge is left.</summary>
    /// <returns>What is left at the deadline (and is then ended); null when nothing is.</returns>
    public async Task<string?> SettleAsync(CancellationToken cancellationToken)
    {
        var left = "";
        try
        {
            await Poll.UntilAsync(async () => (left = await LeftoverAsync()).Length == 0, Patience, "no channel is left", cancellationToken);
            return null;
        }
        catch (TimeoutException)
        {
            if (Standing == 0)
            {
                await HangUpAllAsync();
                // Bridges can't be ended from here: they count for the part that left them, not for those after it.
                _abandoned = (await BridgesAsync()).Count - Standing;
            }

            return left;
        }
    }

    public Task HangUpAllAsync() => Server.CliAsync("channel request hangup all");

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _caller.Dispose();
        _standingCaller.Dispose();
        _owner.Dispose();
    }

    private async Task<string> LeftoverAsync()
    {
        var channels = int.Parse(ChannelCount().Match(await Server.CliAsync("core show channels count")).Groups[1].ValueSpan, null) - (2 * Standing);
        var bridges = (await BridgesAsync()).Count - Standing;
        _abandoned = Math.Min(_abandoned, bridges);
        bridges -= _abandoned;
        return channels <= 0 && bridges <= 0 ? "" : FormattableString.Invariant($"{channels} channels and {bridges} bridges");
    }

    private void WriteDialplan() => File.WriteAllText(Path.Combine(Server.ConfigFolder, "local", "extensions.conf"), $"""
        [globals](+)
        BENCH_SOUNDS = {Server.SoundsPath}
        BENCH_OWNER = {OwnerNumber}
        #include dialplan/plain.conf

        """);

    private string Endpoints() => ReadFile("asterisk", "pjsip.conf")
        .Replace("{pbx}", PbxAddress, StringComparison.Ordinal)
        .Replace("{caller}", CallerAddress, StringComparison.Ordinal)
        .Replace("{owner}", Owner.ToString(), StringComparison.Ordinal)
        .Replace("{ownerAddress}", OwnerAddress, StringComparison.Ordinal);

    private static string ReadFile(params string[] path) => File.ReadAllText(Path.Combine([Repository.Root, "bench", .. path]));

    [GeneratedRegex(@"(\d+) active channels?")]
    private static partial Regex ChannelCount();

    // Bridge-ID                            Name       Chans Type            Technology      Duration
    // 2d8ac7ed-2681-4bb3-952b-14a282f748c1 <unknown>      2 basic           simple_bridge   00:00:01
    [GeneratedRegex(@"\s(\d+) \S+ +\S+ +\d+:\d\d:\d\d\s*$", RegexOptions.Multiline)]
    private static partial Regex BridgeLine();
}
