using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using CallControl.TestKit.Processes;

namespace CallControl.TestKit.Asterisk;

/// <summary>
/// One real Asterisk with a configuration, folders and ports of its own. Several run side by side from one root. /proc, /dev and its
/// /etc/asterisk are mounted in a mount namespace of its own, so nothing stays mounted after it.
/// </summary>
public sealed class AsteriskInstance : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private readonly AsteriskOptions _options;
    private readonly InstanceFolder _folder;
    private ChildProcess? _process;

    public AsteriskInstance(AsteriskOptions options)
    {
        _options = options;
        _folder = InstanceFolder.Claim(AsteriskRoot.Locate(options.Root).Path, options.Name);
        InstanceConfig.Write(_folder, options);
    }

    /// <summary>Unique among running instances.</summary>
    public string Name => _folder.Name;

    public string IpAddress => _options.Ports.Address.ToString();

    public int SipPort => _options.Ports.Sip;

    /// <summary>Where it sends and takes sound.</summary>
    public (int First, int Last) RtpPorts => (_options.Ports.RtpFirst, _options.Ports.RtpLast);

    public int HttpPort => _options.Ports.Http;

    public int AmiPort => _options.Ports.Ami;

    public Uri AriAddress => new($"http://{IpAddress}:{HttpPort}/ari/");

    public string AriUser => _options.AriUser;

    public string AriPassword => _options.AriPassword;

    public string AmiUser => _options.AmiUser;

    public string AmiPassword => _options.AmiPassword;

    /// <summary>asterisk_id in every event of this instance.</summary>
    public string EntityId => InstanceConfig.EntityId(_options);

    /// <summary>A folder for prompts, as Asterisk names it (<c>sound:{SoundsPath}/x</c>).</summary>
    public string SoundsPath => $"{_folder.AsteriskPath}/sounds";

    /// <summary>Where `GET /recordings/stored` looks, as Asterisk names it.</summary>
    public string RecordingPath => $"{_folder.AsteriskPath}/spool/recording";

    /// <summary>Where it writes call records once they are switched on, as Asterisk names it.</summary>
    public string CallRecordsPath => $"{_folder.AsteriskPath}/log/cdr-custom/callcontrol.csv";

    /// <summary>Its configuration, as this process sees it; edit and reload, or edit before the start.</summary>
    public string ConfigFolder => Path.Combine(_folder.HostPath, "etc");

    public int? ProcessId => _process?.Id;

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Where this process finds a file that Asterisk calls <paramref name="asteriskPath"/>.</summary>
    public string HostPath(string asteriskPath) => Path.Combine(_folder.Root, asteriskPath.TrimStart('/'));

    /// <summary>Starts it, also again after a stop, and waits until it serves calls.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (IsRunning)
            throw new InvalidOperationException($"{Name} runs already.");
        if (_process is not null)
            await _process.DisposeAsync();
        File.Delete(Path.Combine(_folder.HostPath, "run", "asterisk.ctl"));
        _process = await ChildProcess.StartAsync(new ChildProcessOptions
        {
            Command = StartCommand(),
            WorkingDirectory = _folder.Root,
            OutputFile = Path.Combine(_folder.HostPath, "log", "console.log"),
        });
        try
        {
            await WaitUntilBootedAsync(_process, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or InvalidOperationException)
        {
            await KillAsync();
            // An Asterisk that gives up early may have said why on its console alone.
            throw new InvalidOperationException($"Asterisk {Name} did not start: {exception.Message}\n{LastLog(40)}\n{_process.LastOutput}", exception);
        }
    }

    /// <summary>Runs a CLI command and returns what it prints.</summary>
    public async Task<string> CliAsync(string command)
    {
        var result = await ChildProcess.RunAsync(
            new ChildProcessOptions
            {
                Command = ["chroot", _folder.Root, "asterisk", "-s", $"{_folder.AsteriskPath}/run/asterisk.ctl", "-r", "-x", command],
                WorkingDirectory = _folder.Root,
            },
            TimeSpan.FromSeconds(10));
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"{Name}: the CLI command `{command}` failed ({result.ExitCode}): {result.Output}");
    }

    /// <summary>Ends all calls and the server: `core stop now`, then SIGTERM, then SIGKILL.</summary>
    public async Task StopAsync()
    {
        if (_process is not { HasExited: false } process)
            return;
        try
        {
            await CliAsync("core stop now");
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException)
        {
            // It went away while it answered, or it hangs; either way the signals below settle it.
        }

        if (!await process.WaitForExitAsync(TimeSpan.FromSeconds(5)))
            await process.StopAsync(TimeSpan.FromSeconds(5));
    }

    /// <summary>SIGKILL: a crash.</summary>
    public async Task KillAsync()
    {
        if (_process is not null)
            await _process.KillAsync();
    }

    /// <summary>The last lines of its log, for a failed test.</summary>
    public string LastLog(int lines = 100)
    {
        var log = Path.Combine(_folder.HostPath, "log", "messages.log");
        var text = File.Exists(log) ? File.ReadAllText(log) : _process?.LastOutput ?? "";
        return string.Join('\n', text.TrimEnd().Split('\n').TakeLast(lines));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_process is not null)
            await _process.DisposeAsync();
        _folder.Dispose();
        _options.Ports.Dispose();
    }

    private string[] StartCommand()
    {
        // All of these replace themselves by the next one: the child's pid is Asterisk's.
        const string script = """
            mount --rbind /proc "$1/proc" && mount --rbind /dev "$1/dev" && mount --bind "$1$2/etc" "$1/etc/asterisk" && exec chroot "$1" asterisk -f -n
            """;
        return ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh", _folder.Root, _folder.AsteriskPath];
    }

    private async Task WaitUntilBootedAsync(ChildProcess process, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(5) };
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AriUser}:{AriPassword}"));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        // ARI says 503 until Asterisk is fully booted; the id tells that it is this instance and not a stranger on its port.
        await Poll.UntilAsync(
            () => process.HasExited
                ? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"it ended with {process.ExitCode}"))
                : AnswersAsync(http, cancellationToken),
            StartLimit,
            $"ARI of {Name} answers on {IpAddress}:{HttpPort}",
            cancellationToken);
        // A SIP port that is taken is only a line in the log for Asterisk.
        if (!(await CliAsync("pjsip show transports")).Contains($"{IpAddress}:{SipPort}", StringComparison.Ordinal))
            throw new InvalidOperationException($"SIP could not listen on {IpAddress}:{SipPort}");
    }

    private async Task<bool> AnswersAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            return (await http.GetStringAsync(new Uri(AriAddress, "asterisk/info?only=system"), cancellationToken))
                .Contains(EntityId, StringComparison.OrdinalIgnoreCase);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
