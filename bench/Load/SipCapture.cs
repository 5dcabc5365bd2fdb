using System.Globalization;
using System.Net;
using CallControl.Bench.Measurement;
using CallControl.TestKit.Processes;

namespace CallControl.Bench.Load;

/// <summary>
/// Takes the two packets of every call that count off the loopback interface: the caller's key (SIP INFO) and the owner's INVITE. The kernel stamps
/// them, so it does not matter when tcpdump itself gets a processor.
/// </summary>
internal sealed class SipCapture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly ChildProcess _tcpdump;
    private readonly string _file;

    private SipCapture(ChildProcess tcpdump, string file)
    {
        _tcpdump = tcpdump;
        _file = file;
    }

    /// <param name="pbx">Where keys go.</param>
    /// <param name="owner">Where the owner's phone is invited.</param>
    /// <param name="file">Takes the packets.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    public static async Task<SipCapture> StartAsync(IPEndPoint pbx, IPEndPoint owner, string file, CancellationToken cancellationToken)
    {
        // The first four bytes of the SIP message, "INFO" or "INVI".
        var filter = string.Create(CultureInfo.InvariantCulture,
            $"(dst host {pbx.Address} and udp dst port {pbx.Port} and udp[8:4] = 0x494e464f) or (dst host {owner.Address} and udp dst port {owner.Port} and udp[8:4] = 0x494e5649)");
        var tcpdump = await ChildProcess.StartAsync(new ChildProcessOptions
        {
            Command = ["tcpdump", "-i", "lo", "-n", "-p", "-Z", "root", "-s", "1600", "-B", "8192", "--time-stamp-precision=nano", "-w", file, filter],
        });
        await Poll.UntilAsync(
            () => tcpdump.HasExited
                ? throw new InvalidOperationException($"tcpdump ended:\n{tcpdump.LastOutput}")
                : tcpdump.LastOutput.Contains("listening on", StringComparison.Ordinal),
            Patience, "tcpdump listens", cancellationToken);
        return new SipCapture(tcpdump, file);
    }

    /// <summary>Ends the capture; call it once, after the last call.</summary>
    public async Task<DialDelays> FinishAsync()
    {
        // SIGTERM: it writes out what it has.
        await _tcpdump.StopAsync(Patience);
        var keys = new Dictionary<string, long>();
        List<double> delays = [];
        foreach (var (at, sip) in PacketFile.Read(_file))
        {
            var caller = UserOf(sip, "\nFrom:");
            if (sip.StartsWith("INFO", StringComparison.Ordinal))
                keys.TryAdd(caller, at);
            // Removed, so that a repeated INVITE does not count again.
            else if (keys.Remove(caller, out var pressed))
                delays.Add((at - pressed) / 1e6);
        }

        return new DialDelays([.. delays.Order()]);
    }

    public ValueTask DisposeAsync() => _tcpdump.DisposeAsync();

    /// <summary>From: &lt;sip:+79160000001@127.0.0.3:5060&gt;;tag=… or From: "name" &lt;sip:…: every caller has a number of his own, and the owner is shown it.</summary>
    private static string UserOf(string sip, string header)
    {
        var line = sip.IndexOf(header, StringComparison.Ordinal);
        var begin = line < 0 ? -1 : sip.IndexOf("sip:", line, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : sip.IndexOf('@', begin);
        return end < 0 ? "" : sip[(begin + 4)..end];
    }
}
