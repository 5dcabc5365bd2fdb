using System.ComponentModel;
using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using CallControl.Demo;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Postgres;
using CallControl.TestKit.Processes;
using Spectre.Console;

// `run` starts everything, puts a demonstration call through and stays up; `demo` ends after the call.
// Exit codes: 0 both sides heard what they should, 1 they did not, 2 something could not be started.
var staysUp = args is ["run"];
if (!staysUp && args is not ["demo"])
    return Fail("usage: CallControl.Demo run|demo");

if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Capabilities.Ansi = false;
    AnsiConsole.Profile.Width = 140;
}

using var stopping = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    if (PortFromEnvironment(staysUp) is not { } port)
        return Fail("PORT is no port number");
    if (!IsFree(port))
        return Fail($"port {port} is in use: end the other program, or choose another: make run PORT=8081");

    var key = AdminKey.Choose();
    var started = TimeProvider.System.GetTimestamp();
    await using var lab = await CallControlLab.StartAsync(
        new LabOptions
        {
            Folder = Path.Combine(Repository.Local, staysUp ? "run" : "demo"),
            Port = port,
            Seed = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "demo", "seed.sql"), stopping.Token),
            Settings = key.Settings,
            Progress = what => AnsiConsole.WriteLine($"Starting {what} …"),
        },
        stopping.Token);
    AnsiConsole.WriteLine($"Everything is up after {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s.");

    var heardAll = await new Demonstration(lab).RunAsync(stopping.Token);
    if (staysUp)
        await StayAsync(lab, key);
    return heardAll ? 0 : 1;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    return 130;
}
catch (Exception e) when (e is InvalidOperationException or PostgresClusterException or DbException or TimeoutException or IOException
    or UnauthorizedAccessException or HttpRequestException or Win32Exception)
{
    return Fail(e.Message);
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}

async Task StayAsync(CallControlLab lab, AdminKey key)
{
    await Addresses.PrintAsync(lab, key);
    try
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping.Token);
    }
    catch (OperationCanceledException)
    {
        AnsiConsole.WriteLine("Stopping what was started …");
    }
}

static int Fail(string reason)
{
    Console.Error.WriteLine($"demo: {reason}");
    return 2;
}

static int? PortFromEnvironment(bool staysUp) => Environment.GetEnvironmentVariable("PORT") switch
{
    null or "" => staysUp ? 8080 : FreePort.Take(),
    var text => int.TryParse(text, out var port) && port is > 0 and <= ushort.MaxValue ? port : null,
};

static bool IsFree(int port)
{
    try
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return true;
    }
    catch (SocketException)
    {
        return false;
    }
}
