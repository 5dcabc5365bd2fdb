using System.Diagnostics;

namespace CallControl.TestKit.Processes;

/// <summary>
/// A process of ours, in a session of its own: Ctrl-C in the terminal reaches only us, so that we decide the order in which things stop;
/// and it is killed by the kernel when we die in whatever way.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly OutputTail _output;

    private ChildProcess(Process process, OutputTail output)
    {
        _process = process;
        _output = output;
        Id = process.Id;
    }

    public int Id { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>Exit code, 128 + signal when a signal ended it; null while it runs.</summary>
    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <summary>The last lines of both outputs.</summary>
    public string LastOutput => _output.ToString();

    public static async Task<ChildProcess> StartAsync(ChildProcessOptions options)
    {
        var start = new ProcessStartInfo("setpriv")
        {
            WorkingDirectory = options.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] detached = ["--pdeathsig", "KILL", "setsid", .. options.Command];
        foreach (var argument in detached)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in options.Environment)
            start.Environment[name] = value;

        var output = new OutputTail(options.OutputFile);
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        await ProcessStarter.StartAsync(process);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        return new ChildProcess(process, output);
    }

    /// <summary>Runs a command to its end and returns what it printed.</summary>
    public static async Task<CommandResult> RunAsync(ChildProcessOptions options, TimeSpan within)
    {
        await using var child = await StartAsync(options);
        if (!await child.WaitForExitAsync(within))
            throw new TimeoutException($"Not finished within {within.TotalSeconds:0.#} s: {string.Join(' ', options.Command)}\n{child.LastOutput}");
        return new CommandResult(child._process.ExitCode, child.LastOutput);
    }

    public void Signal(UnixSignal signal)
    {
        if (!_process.HasExited)
            _ = NativeMethods.Kill(Id, (int)signal);
    }

    /// <returns>False when it still runs at the deadline.</returns>
    public async Task<bool> WaitForExitAsync(TimeSpan within)
    {
        using var deadline = new CancellationTokenSource(within);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return _process.HasExited;
        }
    }

    /// <summary>SIGTERM, and SIGKILL when it has not ended within <paramref name="grace"/>.</summary>
    /// <returns>True when it ended by itself.</returns>
    public async Task<bool> StopAsync(TimeSpan grace)
    {
        Signal(UnixSignal.Terminate);
        if (await WaitForExitAsync(grace))
            return true;
        await KillAsync();
        return false;
    }

    public async Task KillAsync()
    {
        Signal(UnixSignal.Kill);
        if (!await WaitForExitAsync(TimeSpan.FromSeconds(10)))
            throw new TimeoutException($"Process {Id} survived SIGKILL for 10 s.");
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        _output.Dispose();
    }
}
