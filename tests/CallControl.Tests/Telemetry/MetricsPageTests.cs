using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web;
using CallControl.TestKit.Processes;

namespace CallControl.CallControl.Tests.Telemetry;

[Collection(PostgresCollectionDefinition.Name)]
public sealed partial class MetricsPageTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Token = "a token that is long enough";

    private TestDatabase _database = null!;
    private RunningApp _app = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateEmptyAsync(postgres);
        _app = await RunningApp.StartAsync(
            _database, "--Web:TrustedProxies:0=127.0.0.1", "--Telemetry:MetricsFrom:0=10.1.0.0/16", $"--Telemetry:MetricsToken={Token}");
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task The_page_is_valid_and_tells_of_pool_links_backlogs_http_and_the_process()
    {
        await _database.AddNumbersAsync(3);
        await _database.AddListingsAsync(101);
        var before = await ReadAsync();
        await _app.Client.GetAsync(new Uri("/get-virtual-number?listing_id=101", UriKind.Relative));

        var page = await ReadAsync();

        // Other tests lease numbers in this process too.
        page.Value("callcontrol_leases_total", "outcome=\"leased\"")!.Value.ShouldBeGreaterThan(before.Value("callcontrol_leases_total", "outcome=\"leased\"") ?? 0);
        page.Value("callcontrol_link_up", "link=\"ari\",node=\"pbx\"").ShouldBe(0);
        page.Value("callcontrol_backlog_depth", "queue=\"journal\"").ShouldBe(0);
        page.Value("callcontrol_backlog_age_seconds", "queue=\"journal\"").ShouldBe(0);
        page.Value("callcontrol_journal_rejected_total").ShouldNotBeNull();
        page.Value("dotnet_process_memory_working_set_bytes")!.Value.ShouldBeGreaterThan(1e6);
        page.Samples.ShouldContain(sample => sample.Name == "http_server_request_duration_seconds_count"
            && sample.Labels.Contains("http_route=\"/get-virtual-number/\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_pool_is_counted_by_state_without_numbers_for_all_listings()
    {
        await _database.AddNumbersAsync(5);
        await _database.ExecuteAsync("""
            UPDATE virtual_numbers SET enabled = FALSE WHERE phone LIKE '%1';
            UPDATE virtual_numbers SET is_busy = TRUE WHERE phone LIKE '%2';
            UPDATE virtual_numbers SET is_busy = TRUE, assigned_until = now() + interval '1 hour' WHERE phone LIKE '%3';
            UPDATE virtual_numbers SET ask_code = TRUE WHERE phone LIKE '%4';
            """);

        // Counted at the start and every 15 s.
        await using var app = await RunningApp.StartAsync(_database);
        await Poll.UntilAsync(async () => (await ReadAsync(app)).Value("callcontrol_numbers", "state=\"held\"") is not null, TimeSpan.FromSeconds(10), "the pool is counted");

        var page = await ReadAsync(app);
        foreach (var state in new[] { "leased", "held", "free", "disabled" })
            page.Value("callcontrol_numbers", $"state=\"{state}\"").ShouldBe(1, state);
    }

    [Theory]
    [InlineData("docker/grafana-dashboard.json")]
    [InlineData("docs/metrics.md")]
    public async Task Every_metric_that_is_written_of_is_on_the_page(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, file));

        var page = await ReadAsync();

        var named = MetricName().Matches(text).Select(match => match.Value).Distinct().ToArray();
        named.Length.ShouldBeGreaterThan(20);
        named.Where(name => !page.Types.ContainsKey(name) && !page.Types.ContainsKey(Suffix().Replace(name, ""))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_metric_of_ours_is_in_the_documentation()
    {
        var documented = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "metrics.md"));

        var page = await ReadAsync();

        page.Types.Keys.Where(name => name.StartsWith("callcontrol_", StringComparison.Ordinal) && !documented.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.OK)]
    [InlineData("10.1.2.3", null, HttpStatusCode.OK)]
    [InlineData("10.2.2.3", null, HttpStatusCode.Forbidden)]
    [InlineData("10.2.2.3", Token, HttpStatusCode.OK)]
    [InlineData("10.2.2.3", "a token that is wrong, but long", HttpStatusCode.Forbidden)]
    public async Task Who_is_not_of_this_machine_nor_of_a_named_network_needs_the_token(string? from, string? token, HttpStatusCode expected)
    {
        using var response = await GetAsync(_app, from, token);

        response.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Who_comes_through_a_proxy_that_nobody_named_is_not_taken_for_this_machine()
    {
        await using var app = await RunningApp.StartAsync(_database);

        using var direct = await GetAsync(app, null, null);
        using var proxied = await GetAsync(app, "203.0.113.7", null);

        direct.StatusCode.ShouldBe(HttpStatusCode.OK);
        proxied.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<HttpResponseMessage> GetAsync(RunningApp app, string? from, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (from is not null)
            request.Headers.Add("X-Forwarded-For", from);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await app.Client.SendAsync(request);
    }

    private Task<PrometheusPage> ReadAsync() => ReadAsync(_app);

    private static async Task<PrometheusPage> ReadAsync(RunningApp app)
    {
        using var response = await GetAsync(app, null, null);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        return PrometheusPage.Parse(await response.Content.ReadAsStringAsync());
    }

    [GeneratedRegex(@"\b(callcontrol|http_server|kestrel|dotnet|db_client)_[a-z0-9_]+\b")]
    private static partial Regex MetricName();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
