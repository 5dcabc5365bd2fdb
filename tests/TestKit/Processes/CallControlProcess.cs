using System.Net;

namespace CallControl.TestKit.Processes;

/// <summary>The built application as users run it: a process of its own, configured by environment variables.</summary>
public sealed class CallControlProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly string? _logFile;
    private readonly string _dll;
    private readonly HttpClient _http;
    private ChildProcess? _process;

    /// <param name="settings">Environment variables: <c>CallControl__Section__Name</c> or plain ASP.NET names.</param>
    /// <param name="port">Where it listens on loopback; chosen when null. It stays the same over restarts.</param>
    /// <param name="logFile">File that takes its output.</param>
    /// <param name="build">Which build: <c>debug</c> or <c>release</c>.</param>
    public CallControlProcess(IReadOnlyDictionary<string, string> settings, int? port = null, string? logFile = null, string build = "debug")
    {
        _settings = settings;
        _logFile = logFile;
        _dll = Path.Combine(Repository.Root, "artifacts", "bin", "CallControl", build, "CallControl.dll");
        Port = port ?? FreePort.Take();
        _http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = BaseAddress, Timeout = TimeSpan.FromSeconds(5) };
    }

    public int Port { get; }

    public Uri BaseAddress => new($"http://127.0.0.1:{Port}/");

    public int? ProcessId => _process?.Id;

    public bool IsRunning => _process is { HasExited: false };

    public int? ExitCode => _process?.ExitCode;

    public string LastOutput => _process?.LastOutput ?? "";

    /// <summary>Starts and waits until GET /health/ready says 200.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await LaunchAsync();
        await WaitUntilReadyAsync(StartLimit, cancellationToken);
    }

    /// <summary>Starts without waiting: for a start that is expected to fail or to be slow.</summary>
    public async Task LaunchAsync()
    {
        if (IsRunning)
            throw new InvalidOperationException("CallControl runs already.");
        if (!File.Exists(_dll))
            throw new InvalidOperationException($"{_dll} is missing: build src/CallControl.");
        if (_process is not null)
            await _process.DisposeAsync();
        var environment = new Dictionary<string, string>(_settings) { ["ASPNETCORE_URLS"] = BaseAddress.ToString().TrimEnd('/') };
        _process = await ChildProcess.StartAsync(new ChildProcessOptions { Command = ["dotnet", _dll], Environment = environment, OutputFile = _logFile });
    }

    public Task WaitUntilReadyAsync(TimeSpan within, CancellationToken cancellationToken = default) => WaitUntilWellAsync("ready", within, cancellationToken);

    /// <summary>Waits until it serves HTTP, whatever else is still away.</summary>
    public Task WaitUntilAliveAsync(TimeSpan within, CancellationToken cancellationToken = default) => WaitUntilWellAsync("live", within, cancellationToken);

    private async Task WaitUntilWellAsync(string how, TimeSpan within, CancellationToken cancellationToken)
    {
        var process = _process ?? throw new InvalidOperationException("CallControl is not started.");
        try
        {
            await Poll.UntilAsync(() => process.HasExited ? throw Failed(process) : IsWellAsync(how, cancellationToken), within,
                $"CallControl's /health/{how} is 200", cancellationToken);
        }
        catch (TimeoutException timeout)
        {
            throw new TimeoutException($"{timeout.Message}. Its output:\n{process.LastOutput}", timeout);
        }
    }

    /// <summary>SIGTERM: an orderly stop.</summary>
    /// <returns>True when it ended by itself within <paramref name="grace"/> (30 s when null).</returns>
    public async Task<bool> StopAsync(TimeSpan? grace = null) => _process is null || await _process.StopAsync(grace ?? TimeSpan.FromSeconds(30));

    /// <summary>SIGKILL: a crash.</summary>
    public async Task KillAsync()
    {
        if (_process is not null)
            await _process.KillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _http.Dispose();
    }

    private static InvalidOperationException Failed(ChildProcess process) =>
        new($"CallControl ended with {process.ExitCode} before it was ready. Its output:\n{process.LastOutput}");

    private async Task<bool> IsWellAsync(string how, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri($"health/{how}", UriKind.Relative), cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
