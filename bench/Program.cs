using System.Runtime.InteropServices;
using CallControl.Bench;
using CallControl.Bench.Leases;
using CallControl.Bench.Report;
using CallControl.Bench.Rig;
using CallControl.Bench.Scenarios;
using CallControl.TestKit.Postgres;
using CallControl.TestKit.Processes;
using Npgsql;

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    var options = BenchOptions.Parse(args);
    var folder = Path.Combine(Repository.Root, "bench", "out");
    if (Directory.Exists(folder))
        Directory.Delete(folder, recursive: true);
    Directory.CreateDirectory(folder);

    var leases = options.Only is null or LeaseBench.Name ? await new LeaseBench(options, folder).RunAsync(stop.Token) : null;
    if (options.Only == LeaseBench.Name)
    {
        await Summary.WriteAsync(folder, leases!.Lines(), stop.Token);
        return 0;
    }

    var callControlPort = FreePort.Take();
    await using var pbx = new BenchPbx(callControlPort);
    await pbx.StartAsync(stop.Token);
    var machine = await Machine.DescribeAsync(pbx.Server);
    Console.WriteLine(machine);

    await using var ours = new OurCallControl(pbx, callControlPort, folder);
    IScenario[] known = [new PlainDialplan(), ours];
    var scenarios = options.Only is null ? known : Array.FindAll(known, scenario => scenario.Name == options.Only);
    if (scenarios.Length == 0)
        throw new ArgumentException($"There is no scenario {options.Only}.");
    foreach (var scenario in scenarios)
        await scenario.StartAsync(stop.Token);
    var results = await new BenchRun(options, pbx, scenarios, folder).RunAsync(stop.Token);

    ResultTable.Write(results);
    await Summary.WriteAsync(folder, results, machine, leases?.Lines() ?? [], stop.Token);
    Console.WriteLine($"CPU figures of summary.json: at {results.ReferenceRate} calls/s. Everything that was measured: bench/out/rounds.json");
    if (results.Parts.All(part => part.Leftover is null))
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
