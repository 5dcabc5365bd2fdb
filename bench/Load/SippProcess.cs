using System.Globalization;
using System.Net;
using CallControl.TestKit.Processes;

namespace CallControl.Bench.Load;

/// <summary>One SIPp: a scenario file on an address of its own, with its statistics.</summary>
internal sealed class SippProcess : IAsyncDisposable
{
    // SIPp's exit codes: 0 all good, 1 some calls failed, 99 ended without calls; anything else means that it could not work at all.
    private static readonly int[] Normal = [0, 1, 99];
    private readonly ChildProcess _process;
    private readonly string _name;
    private readonly string _statistics;

    private SippProcess(ChildProcess process, string name, string statistics)
    {
        _process = process;
        _name = name;
        _statistics = statistics;
    }

    public bool HasExited => _process.HasExited;

    /// <param name="scenario">caller or owner: the name of the file of the scenario.</param>
    /// <param name="folder">Where that file is.</param>
    /// <param name="local">Where it listens.</param>
    /// <param name="files">Path and beginning of the name of what it writes.</param>
    /// <param name="arguments">What this end needs beyond.</param>
    public static async Task<SippProcess> StartAsync(string scenario, string folder, IPEndPoint local, string files, IEnumerable<string> arguments)
    {
        var statistics = $"{files}-{scenario}.csv";
        string[] command =
        [
            "sipp", "-sf", Path.Combine(folder, $"{scenario}.xml"),
            "-i", local.Address.ToString(), "-p", local.Port.ToString(CultureInfo.InvariantCulture), "-mi", local.Address.ToString(),
            "-nostdin", "-aa", "-trace_stat", "-fd", "1", "-stf", statistics, "-trace_err", "-error_file", $"{files}-{scenario}-errors.log",
            .. arguments,
        ];
        var process = await ChildProcess.StartAsync(new ChildProcessOptions { Command = command });
        return new SippProcess(process, scenario, statistics);
    }

    public async Task<bool> WaitForExitAsync(TimeSpan within) => await _process.WaitForExitAsync(within);

    /// <summary>No new calls; ends when the present ones have.</summary>
    public async Task FinishAsync(TimeSpan within)
    {
        _process.Signal(UnixSignal.User1);
        if (!await _process.WaitForExitAsync(within))
            await _process.KillAsync();
    }

    /// <summary>What it counted; call it after the end.</summary>
    public SippStatistics Statistics()
    {
        if (_process.ExitCode is { } code && !Normal.Contains(code) && code != 128 + (int)UnixSignal.Kill)
            throw new InvalidOperationException($"SIPp ({_name}) ended with {code}:\n{_process.LastOutput}");
        return SippStatistics.Read(_statistics);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
