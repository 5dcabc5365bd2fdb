using CallControl.Bench;
using CallControl.Bench.Report;
using CallControl.Bench.Rig;
using CallControl.Bench.Scenarios;
using CallControl.TestKit.Processes;
using Spectre.Console;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};

try
{
    var options = BenchOptions.Parse(args);
    var folder = Path.Combine(Repository.Root, "bench", "out");
    if (Directory.Exists(folder))
        Directory.Delete(folder, recursive: true);
    Directory.CreateDirectory(folder);

    await using var pbx = new BenchPbx(FreePort.Take());
    await pbx.StartAsync(stop.Token);
    var machine = await Machine.DescribeAsync(pbx.Server);
    AnsiConsole.WriteLine(machine.ToString());

    IReadOnlyList<IScenario> scenarios = [new PlainDialplan()];
    var results = await new BenchRun(options, pbx, scenarios, folder).RunAsync(stop.Token);

    AnsiConsole.Write(ResultTable.Make(results));
    await Summary.WriteAsync(folder, results, machine, stop.Token);
    return 0;
}
catch (ArgumentException wrong)
{
    await Console.Error.WriteLineAsync($"{wrong.Message}\n{BenchOptions.Usage}");
    return 2;
}
catch (InvalidOperationException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}
