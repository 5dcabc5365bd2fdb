using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Text.RegularExpressions;
using CallControl.TestKit.Processes;

namespace CallControl.Bench.Load;

/// <summary>Makes calls with SIPp: one process is all callers, another the owner's phone. Bounded in count and in time.</summary>
/// <param name="pbx">Where the calls go.</param>
/// <param name="caller">Where they come from.</param>
/// <param name="owner">Where the owner's phone listens.</param>
/// <param name="folder">Takes SIPp's statistics and errors.</param>
internal sealed partial class SippLoad(IPEndPoint pbx, IPEndPoint caller, IPEndPoint owner, string folder)
{
    // A call takes 6 s when all is well; SIPp's own timeouts end one that hangs after 5 s more at each step.
    private static readonly TimeSpan LastCall = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan OwnerStart = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OwnerEnd = TimeSpan.FromSeconds(30);
    private static readonly string Scripts = Path.Combine(Repository.Root, "bench", "sipp");
    private long _callersSoFar;
    private SippProcess? _standingPhone;

    /// <param name="name">Beginning of the names of the files written.</param>
    /// <param name="numbers">What is dialled, in turn.</param>
    /// <param name="rate">Calls started per second.</param>
    /// <param name="calls">How many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<LoadResult> RunAsync(string name, IReadOnlyList<string> numbers, int rate, int calls, CancellationToken cancellationToken)
    {
        var files = Path.Combine(folder, name);
        var list = $"{files}-calls.csv";
        await WriteCallsAsync(list, numbers, calls, cancellationToken);

        await using var phone = _standingPhone is null ? await StartPhoneAsync(Scripts, files, cancellationToken) : null;
        var started = TimeProvider.System.GetTimestamp();
        await using var callers = await SippProcess.StartAsync("caller", Scripts, caller, files,
        [
            "-inf", list, "-m", Text(calls), "-r", Text(rate),
            // Without a limit of simultaneous calls of its own SIPp would slow down when calls get stuck.
            "-l", Text(calls), pbx.ToString(),
        ]);
        var limit = TimeSpan.FromSeconds((double)calls / rate) + LastCall;
        if (!await callers.WaitForExitAsync(limit).WaitAsync(cancellationToken))
            await callers.FinishAsync(TimeSpan.Zero);
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        if (phone is not null)
            await phone.FinishAsync(OwnerEnd);
        cancellationToken.ThrowIfCancellationRequested();
        // A phone that has standing calls counts those as well; the callers' end must do.
        return new LoadResult(calls, callers.Statistics().Successful, phone?.Statistics().Successful ?? calls, elapsed);
    }

    /// <summary>
    /// Makes calls that stay until what is returned is disposed. Further loads find the same owner's phone, which then waits as long for the end of every
    /// call.
    /// </summary>
    public async Task<IAsyncDisposable> HoldAsync(
        string name, IPEndPoint from, IReadOnlyList<string> numbers, int rate, int calls, CancellationToken cancellationToken)
    {
        var files = Path.Combine(folder, name);
        var scripts = Directory.CreateDirectory($"{files}-sipp").FullName;
        foreach (var script in new[] { "caller", "owner" })
        {
            var text = await File.ReadAllTextAsync(Path.Combine(Scripts, $"{script}.xml"), cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(scripts, $"{script}.xml"), TalkTime().Replace(text, "${1}900000"), cancellationToken);
        }

        var list = $"{files}-calls.csv";
        await WriteCallsAsync(list, numbers, calls, cancellationToken);
        var phone = await StartPhoneAsync(scripts, files, cancellationToken);
        _standingPhone = phone;
        var callers = await SippProcess.StartAsync(
            "caller", scripts, from, files, ["-inf", list, "-m", Text(calls), "-r", Text(rate), "-l", Text(calls), pbx.ToString()]);
        return new StandingCalls(async () =>
        {
            _standingPhone = null;
            await callers.DisposeAsync();
            await phone.DisposeAsync();
        });
    }

    private async Task<SippProcess> StartPhoneAsync(string scripts, string files, CancellationToken cancellationToken)
    {
        var phone = await SippProcess.StartAsync("owner", scripts, owner, files, []);
        await Poll.UntilAsync(() => phone.HasExited || IsListening(owner), OwnerStart, $"the owner's phone listens on {owner}", cancellationToken);
        return phone;
    }

    /// <summary>SIPp's -inf file. No caller calls twice in one run of the bench: nobody is known from an earlier call.</summary>
    private async Task WriteCallsAsync(string file, IReadOnlyList<string> numbers, int calls, CancellationToken cancellationToken)
    {
        var lines = Enumerable.Range(0, calls).Select(index =>
            string.Create(CultureInfo.InvariantCulture, $"{numbers[index % numbers.Count]};+7916{_callersSoFar + index:0000000}"));
        await File.WriteAllLinesAsync(file, ["SEQUENTIAL", .. lines], cancellationToken);
        _callersSoFar += calls;
    }

    private static bool IsListening(IPEndPoint endpoint) => IPGlobalProperties.GetIPGlobalProperties().GetActiveUdpListeners().Contains(endpoint);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // How long the caller talks, and how long the owner waits for the end.
    [GeneratedRegex("""(request="(?:INVITE|BYE)" timeout=")\d+""")]
    private static partial Regex TalkTime();
}
