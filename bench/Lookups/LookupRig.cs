using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallControl.TestKit.Postgres;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.MoySklad;

namespace CallControl.Bench.Lookups;

/// <summary>CallControl as it ships, a durable PostgreSQL, and MoySklad's stand-in with one client for every number that is asked for.</summary>
internal sealed class LookupRig : IAsyncDisposable
{
    private const string ApiKey = "0123456789abcdef-bench";
    private const string PhoneKey = "0123456789abcdef0123456789abcdef01234567";
    private const string Token = "fedcba9876543210fedcba9876543210fedcba98";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PostgresCluster _postgres;
    private readonly MoySkladStub _vendor;
    private readonly CallControlProcess _process;
    private readonly HttpClient _ours;
    private readonly HttpClient _direct;

    private LookupRig(PostgresCluster postgres, MoySkladStub vendor, CallControlProcess process)
    {
        (_postgres, _vendor, _process) = (postgres, vendor, process);
        _ours = new HttpClient(new SocketsHttpHandler()) { BaseAddress = process.BaseAddress };
        _ours.DefaultRequestHeaders.Add("X-Api-Key", ApiKey);
        _direct = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All });
    }

    /// <param name="folder">For PostgreSQL.</param>
    /// <param name="logFile">CallControl's output.</param>
    /// <param name="clients">How many numbers are known.</param>
    /// <param name="answerTime">How long MoySklad takes over an answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<LookupRig> StartAsync(string folder, string logFile, int clients, TimeSpan answerTime, CancellationToken cancellationToken)
    {
        var postgres = await PostgresCluster.CreateAsync(Path.Combine(folder, "postgres"), cancellationToken);
        var vendor = new MoySkladStub();
        await vendor.StartAsync();
        var account = vendor.Open(PhoneKey, Token, remapRequests: 45);
        for (var number = 0; number < clients; number++)
            account.Counterparties.Add(new StubCounterparty { Name = $"Client {number}", Phone = PhoneOf(number) });
        vendor.Slowness = answerTime;
        vendor.Suffer(VendorTrouble.Slow);
        var process = new CallControlProcess(
            new Dictionary<string, string>
            {
                ["ConnectionStrings__CallControl"] = await postgres.EnsureDatabaseAsync("lookups", cancellationToken),
                // No Asterisk: an outbound link that nobody connects.
                ["Asterisk__Nodes__0__AriPassword"] = "unused",
                ["Asterisk__Nodes__0__AmiSecret"] = "unused",
                ["Asterisk__Nodes__0__AmiPort"] = "1",
                ["Prompts__SoundsFolder"] = Path.Combine(folder, "sounds"),
                ["Prompts__CacheFolder"] = Path.Combine(folder, "cache"),
                ["Recordings__Enabled"] = "false",
                ["Web__ApiKeys__0__Name"] = "bench",
                ["Web__ApiKeys__0__Key"] = ApiKey,
            },
            logFile: logFile, build: "release");
        var rig = new LookupRig(postgres, vendor, process);
        await process.LaunchAsync();
        await process.WaitUntilAliveAsync(Patience, cancellationToken);
        await rig.ConfigureAsync(cancellationToken);
        return rig;
    }

    public static string PhoneOf(int number) => FormattableString.Invariant($"+37529{1_000_000 + number}");

    /// <summary>CallControl's name of a client.</summary>
    /// <param name="number">Which.</param>
    /// <param name="cached">False: MoySklad is asked, whatever is remembered.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task NameAsync(int number, bool cached, CancellationToken cancellationToken)
    {
        var answer = await _ours.GetFromJsonAsync<JsonObject>(
            new Uri($"customer-name/0367/{PhoneOf(number)}{(cached ? "" : "?nocache=true")}", UriKind.Relative), cancellationToken);
        if ((string?)answer!["name"] != $"Client {number}")
            throw new InvalidOperationException($"CallControl does not know client {number}: {answer.ToJsonString()}");
    }

    /// <summary>MoySklad's own answer to the very requests that CallControl sends for a client.</summary>
    public async Task VendorAsync(int number, CancellationToken cancellationToken)
    {
        var asked = _vendor.Journal[^1].Request;
        var query = string.Join('&', asked.Query.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value.ToString())}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_vendor.Address, $"{asked.Path}?{query}"));
        request.Headers.TryAddWithoutValidation("Accept", "application/json;charset=utf-8");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Token);
        using var response = await _direct.SendAsync(request, cancellationToken);
        var text = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken);
        if (!text.Contains($"Client {number}", StringComparison.Ordinal))
            throw new InvalidOperationException($"MoySklad does not know client {number}: {text}");
    }

    /// <summary>How many requests MoySklad has had since the last time.</summary>
    public int CountRequests()
    {
        var requests = _vendor.Journal.Count;
        _vendor.Forget();
        return requests;
    }

    public async ValueTask DisposeAsync()
    {
        _ours.Dispose();
        _direct.Dispose();
        await _process.StopAsync();
        await _process.DisposeAsync();
        await _vendor.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private async Task ConfigureAsync(CancellationToken cancellationToken)
    {
        var enterprise = new JsonObject
        {
            ["name"] = "Bench",
            ["primary_integration"] = "ms",
            ["integrations_config"] = new JsonObject
            {
                ["ms"] = new JsonObject
                {
                    ["enabled"] = true,
                    ["phone_api_url"] = _vendor.PhoneAddress.ToString(),
                    ["main_api_url"] = _vendor.RemapAddress.ToString(),
                    ["integration_code"] = PhoneKey,
                    ["api_token"] = Token,
                    ["main_api_limit"] = 45,
                },
            },
        };
        using var saved = await _ours.PutAsJsonAsync(new Uri("api/v1/enterprises/0367", UriKind.Relative), enterprise, cancellationToken);
        if (!saved.IsSuccessStatusCode)
            throw new InvalidOperationException($"The enterprise could not be saved: {await saved.Content.ReadAsStringAsync(cancellationToken)}");
    }
}
