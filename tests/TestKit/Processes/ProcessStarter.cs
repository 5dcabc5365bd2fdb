using System.Collections.Concurrent;
using System.Diagnostics;

namespace CallControl.TestKit.Processes;

/// <summary>
/// Starts every child from one thread that lives as long as we do. PR_SET_PDEATHSIG fires when the *thread* that forked ends, and pool
/// threads come and go: a child forked from one of them would be killed in the middle of a test.
/// </summary>
internal static class ProcessStarter
{
    private static readonly BlockingCollection<(Process Process, TaskCompletionSource Started)> Queue = [];

    static ProcessStarter() => new Thread(Run) { IsBackground = true, Name = "process starter" }.Start();

    public static Task StartAsync(Process process)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Queue.Add((process, started));
        return started.Task;
    }

    private static void Run()
    {
        foreach (var (process, started) in Queue.GetConsumingEnumerable())
        {
            try
            {
                process.Start();
                started.SetResult();
            }
#pragma warning disable CA1031 // The failure belongs to the caller; this loop serves the next one.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                started.SetException(exception);
            }
        }
    }
}
