using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CallControl.TestKit.Postgres;

/// <summary>One run of the postgres program: a session of its own, a log file, and dead when its parent is.</summary>
internal sealed class PostgresProcess
{
    private const int SigInt = 2;
    private const int SigKill = 9;

    private readonly Process _process;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PostgresProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public Task Exited => _exited.Task;

    /// <summary>
    /// PostgreSQL refuses to run as root. In a user namespace root's own files are shown as those of an ordinary user, so root can run it
    /// in folders that a separate <c>postgres</c> user could never reach (below a 0700 home).
    /// </summary>
    public static IReadOnlyList<string> AsOrdinaryUser => Geteuid() == 0
        ? ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
        : [];

    public static async Task<PostgresProcess> StartAsync(string postgres, IEnumerable<string> arguments, string log)
    {
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        // Every word execs the next, so the pid stays the same. setsid: Ctrl-C in the terminal reaches us, not it. setpriv comes after
        // unshare, since a change of credentials clears the signal; SIGINT is PostgreSQL's fast shutdown.
        string[] command = ["setsid", .. AsOrdinaryUser, "setpriv", "--pdeathsig", "INT", postgres, .. arguments];
        foreach (var argument in (string[])["-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", log, .. command])
            start.ArgumentList.Add(argument);

        var run = new PostgresProcess(new Process { StartInfo = start });
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // Linux sends the parent-death signal when the *thread* that forked ends. A thread of the pool may retire at any time; this one
        // lives exactly as long as the server.
        new Thread(() => run.Own(started)) { IsBackground = true, Name = "postgres" }.Start();
        await started.Task;
        return run;
    }

    public async Task StopAsync(TimeSpan limit)
    {
        Signal(SigInt);
        try
        {
            await Exited.WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            Signal(SigKill);
            await Exited;
        }
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        Signal(SigKill);
        await Exited;
    }

    private void Own(TaskCompletionSource started)
    {
        try
        {
            _process.Start();
        }
        catch (Exception e)
        {
            started.SetException(e);
            return;
        }

        started.SetResult();
        _process.WaitForExit();
        _exited.SetResult();
    }

    private void Signal(int signal)
    {
        if (!Exited.IsCompleted)
            _ = Kill(_process.Id, signal);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint Geteuid();
}
