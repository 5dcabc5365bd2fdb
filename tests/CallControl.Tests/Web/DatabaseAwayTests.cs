using System.Net;
using System.Text.Json;
using CallControl.TestKit.Postgres;
using CallControl.TestKit.Processes;

namespace CallControl.CallControl.Tests.Web;

/// <summary>On a server of its own, which is stopped and started.</summary>
public sealed class DatabaseAwayTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task While_the_database_is_away_visitors_are_told_so_and_afterwards_they_are_served_again()
    {
        await using var cluster = await PostgresCluster.CreateAsync();
        await using var app = await RunningApp.StartAsync(await cluster.CreateDatabaseAsync());
        (await DatabaseAsync(app)).ShouldBe("healthy");
        (await GetAsync(app, "/get-virtual-number?listing_id=101")).Status.ShouldBe(HttpStatusCode.NotFound);

        await cluster.StopAsync();
        var away = await GetAsync(app, "/get-virtual-number?listing_id=101");
        app.Client.DefaultRequestHeaders.Add("Accept", "text/html");
        var awayForABrowser = await GetAsync(app, "/get-virtual-number?listing_id=101");
        app.Client.DefaultRequestHeaders.Remove("Accept");
        var ready = await GetAsync(app, "/health/ready");
        var live = await GetAsync(app, "/health/live");
        await cluster.StartAsync();

        away.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        away.Json.GetProperty("title").GetString().ShouldBe("Сервис временно недоступен");
        awayForABrowser.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        away.Json.ToString().ShouldNotContain("127.0.0.1");
        away.Json.ToString().ShouldNotContain("Npgsql");
        ready.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ready.Json.GetProperty("status").GetString().ShouldBe("unhealthy");
        DatabaseIn(ready.Json).ShouldBe("unhealthy");
        live.Status.ShouldBe(HttpStatusCode.OK);
        await Poll.UntilAsync(async () => (await GetAsync(app, "/get-virtual-number?listing_id=101")).Status == HttpStatusCode.NotFound, Deadline, "visitors are served again");
        (await DatabaseAsync(app)).ShouldBe("healthy");
    }

    [Fact]
    public async Task A_start_waits_for_a_database_that_is_late()
    {
        await using var cluster = await PostgresCluster.CreateAsync();
        var database = await cluster.CreateDatabaseAsync();
        await cluster.StopAsync();

        var starting = RunningApp.StartAsync(database);
        starting.IsCompleted.ShouldBeFalse();
        await cluster.StartAsync();

        await using var app = await starting.WaitAsync(Deadline);
        (await DatabaseAsync(app)).ShouldBe("healthy");
    }

    private static async Task<(HttpStatusCode Status, JsonElement Json)> GetAsync(RunningApp app, string path)
    {
        using var response = await app.Client.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }

    private static async Task<string?> DatabaseAsync(RunningApp app) => DatabaseIn((await GetAsync(app, "/health/ready")).Json);

    /// <summary>No Asterisk is there in these tests, so only the database's own state counts.</summary>
    private static string? DatabaseIn(JsonElement health) => health.GetProperty("checks").GetProperty("database").GetProperty("status").GetString();
}
