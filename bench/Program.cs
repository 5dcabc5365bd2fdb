using System.Runtime.InteropServices;
using CallControl.Bench;
using CallControl.Bench.Leases;
using CallControl.Bench.Lookups;
using CallControl.Bench.Report;
using CallControl.TestKit.Postgres;
using CallControl.TestKit.Processes;
using Npgsql;

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    var folder = Path.Combine(Repository.Root, "bench", "out");
    if (args is [Publication.Verb])
    {
        await Publication.RunAsync(folder);
        return 0;
    }

    var options = BenchOptions.Parse(args);
    // A part of the bench replaces its own figures and leaves those of the other parts.
    if (options.Only.Count == 0 && Directory.Exists(folder))
        Directory.Delete(folder, recursive: true);
    Directory.CreateDirectory(folder);
    using var output = OutputFile.Begin(Path.Combine(folder, options.Only.Count == 0 ? "output.txt" : $"output-{string.Join(',', options.Only)}.txt"));

    List<SummaryLine> lines = [];
    if (options.HasRun(LeaseBench.Name))
        lines.AddRange((await new LeaseBench(options, folder).RunAsync(stop.Token)).Lines());
    if (options.HasRun(LookupBench.Name))
        lines.AddRange(await new LookupBench(options, folder).RunAsync(stop.Token));
    var leftOver = options.MakesCalls && await new CallBench(options, folder).RunAsync(lines, stop.Token);
    await Summary.WriteAsync(folder, lines, stop.Token);
    Console.WriteLine("Figures: bench/out/summary.json. Everything that was measured of calls: bench/out/rounds.json");
    if (!leftOver)
        return 0;
    await Console.Error.WriteLineAsync("Calls have left something over in Asterisk: see the last column.");
    return 1;
}
catch (ArgumentException wrong)
{
    await Console.Error.WriteLineAsync($"{wrong.Message}\n{BenchOptions.Usage}");
    return 2;
}
catch (Exception failure) when (failure is InvalidOperationException or TimeoutException or PostgresClusterException or NpgsqlException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}

// Everything that was started is ended in order, by leaving the blocks above.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
