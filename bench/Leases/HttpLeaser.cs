using CallControl.TestKit.Processes;

namespace CallControl.Bench.Leases;

/// <summary>CallControl as it ships, a process of its own, asked over HTTP as sites ask it. Its clients share this machine's processors with it.</summary>
internal sealed class HttpLeaser : ILeaser, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CallControlProcess _process;
    private readonly HttpClient _http;

    public HttpLeaser(string connectionString, string logFile, string folder)
    {
        _process = new CallControlProcess(
            new Dictionary<string, string>
            {
                ["ConnectionStrings__CallControl"] = connectionString,
                // No Asterisk: an outbound link that nobody connects
                ["Asterisk__Nodes__0__AriPassword"] = "unused",
                ["Asterisk__Nodes__0__AmiSecret"] = "unused",
                ["Asterisk__Nodes__0__AmiPort"] = "1",
                ["Prompts__SoundsFolder"] = Path.Combine(folder, "sounds"),
                ["Prompts__CacheFolder"] = Path.Combine(folder, "cache"),
                ["Recordings__Enabled"] = "false",
                ["Web__Visitors__ListingsPerVisitor"] = "1000000",
                ["Web__Visitors__ListingsPerAddress"] = "1000000",
                ["Web__Visitors__ListingsPerSubnet"] = "1000000",
                ["Web__Visitors__RequestsPerMinute"] = "1000000",
            },
            logFile: logFile, build: "release");
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = LeaseBench.Clients }) { BaseAddress = _process.BaseAddress };
    }

    public string Name => "HTTP";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _process.LaunchAsync();
        await Poll.UntilAsync(() => IsAliveAsync(cancellationToken), Patience, "CallControl answers", cancellationToken);
    }

    public Task<LeaseFigures> RunAsync(TimeSpan duration, CancellationToken cancellationToken) => ManyClients.RunAsync(duration, async (listing, visitor) =>
    {
        using var response = await _http.GetAsync(new Uri($"get-virtual-number?listing_id={listing}&visitor_id={visitor}", UriKind.Relative), cancellationToken);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync(cancellationToken);
    });

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.StopAsync();
        await _process.DisposeAsync();
    }

    private async Task<bool> IsAliveAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri("health/live", UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
