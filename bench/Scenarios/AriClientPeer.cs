using CallControl.Bench.Measurement;
using CallControl.Bench.Rig;
using CallControl.TestKit.Processes;

namespace CallControl.Bench.Scenarios;

/// <summary>bench/peers/ari-client: the same flow on npm ari-client, over Asterisk's own HTTP server as that library does it; no database.</summary>
/// <param name="pbx">The Asterisk that it connects to.</param>
/// <param name="output">Folder for its log.</param>
internal sealed class AriClientPeer(BenchPbx pbx, string output) : IScenario
{
    // As in dialplan/plain.conf.
    private const string Application = "bench-peer";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Installing = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private readonly string _folder = Path.Combine(Repository.Root, "bench", "peers", "ari-client");
    private ChildProcess? _process;

    public string Name => ScenarioNames.Peer;

    public IReadOnlyList<string> Numbers { get; } = ["peer"];

    public ProcessCpu? App => _process is null ? null : new ProcessCpu("The peer", _process.Id);

    public ProcessCpu? Postgres => null;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await InstallAsync();
        var sounds = pbx.Server.SoundsPath;
        _process = await ChildProcess.StartAsync(new ChildProcessOptions
        {
            Command = ["node", "flow.js"],
            WorkingDirectory = _folder,
            OutputFile = Path.Combine(output, "peer.log"),
            Environment = new Dictionary<string, string>
            {
                ["NODE_ENV"] = "production",
                ["ARI_URL"] = new Uri(pbx.Server.AriAddress, "/").ToString(),
                ["ARI_USER"] = pbx.Server.AriUser,
                ["ARI_PASSWORD"] = pbx.Server.AriPassword,
                ["APPLICATION"] = Application,
                ["PROMPT"] = $"sound:{sounds}/prompt",
                ["WHISPER"] = $"sound:{sounds}/whisper",
                // CallControl's own default, so that the caller hears the same.
                ["RINGBACK"] = "tone:ring;tonezone=ru",
                ["OWNER"] = $"PJSIP/{BenchPbx.OwnersNumber}@trunk",
            },
        });
        await Poll.UntilAsync(
            () => _process.HasExited
                ? throw new InvalidOperationException($"The peer has ended:\n{_process.LastOutput}")
                : _process.LastOutput.Contains("ready", StringComparison.Ordinal),
            Patience, "the peer is connected", cancellationToken);
    }

    public Task<WrittenDown?> CountAsync(CancellationToken cancellationToken) => Task.FromResult<WrittenDown?>(null);

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        await _process.StopAsync(Grace);
        await _process.DisposeAsync();
    }

    private async Task InstallAsync()
    {
        if (Directory.Exists(Path.Combine(_folder, "node_modules", "ari-client")))
            return;
        Console.WriteLine("Installing bench/peers/ari-client (npm ci) ...");
        var install = await ChildProcess.RunAsync(
            new ChildProcessOptions { Command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], WorkingDirectory = _folder }, Installing);
        if (install.ExitCode != 0)
            throw new InvalidOperationException($"The peer could not be installed (npm ci in {_folder}):\n{install.Output}");
    }
}
