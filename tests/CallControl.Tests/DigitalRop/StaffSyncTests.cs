using System.Net;
using CallControl.CallControl.Tests.Storage;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors;

namespace CallControl.CallControl.Tests.DigitalRop;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class StaffSyncTests(PostgresFixture postgres) : IAsyncLifetime
{
    private RopApp _app = null!;

    public async Task InitializeAsync() => _app = await RopApp.StartAsync(postgres, "--DigitalRop:StaffEvery=00:00:00.100");

    public async Task DisposeAsync()
    {
        _app.Stub.Journal.SelectMany(entry => entry.Request.Remarks).ShouldBeEmpty();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Staff_is_sent_when_it_changes_and_only_then()
    {
        await _app.SaveAsync();
        await Poll.UntilAsync(() => _app.Account.Offices.Count == 1, RopApp.Patience, "managers and offices are there");
        _app.Account.Managers.Select(manager => $"{manager["manager_id"]} {manager["surname"]} {manager["name"]}").ShouldBe(["101 Иванов Иван", "102 Петрова Мария"]);
        _app.Account.Offices[0]["office_title"]!.ToString().ShouldBe("June");

        // Looks that find nothing new, and changes of something else.
        await _app.SaveAsync(settings => settings["min_duration_s"] = 30);
        await ChangeAsync("""{"settings": {"note": "1"}}""");
        var looks = await LooksAsync();
        await Poll.UntilAsync(async () => await LooksAsync() > looks + 3, RopApp.Patience, "it was looked some times");
        Sent().ShouldBe(2);

        await ChangeAsync("""{"extensions": [{"extension": "101", "name": "Иванов Иван"}, {"extension": "103", "name": "Новый"}]}""");
        await Poll.UntilAsync(() => Sent() == 4, RopApp.Patience, "the change is sent");

        _app.Account.Managers.Select(manager => manager["manager_id"]!.ToString()).ShouldBe(["101", "103"]);
    }

    [Fact]
    public async Task Enterprises_that_share_a_key_do_not_put_each_other_out()
    {
        await _app.SaveAsync();
        await _app.SaveAsync(settings => settings["managers"] = new System.Text.Json.Nodes.JsonObject
        {
            ["101"] = new System.Text.Json.Nodes.JsonObject { ["manager_id"] = "july_101" },
        }, "0368");

        await Poll.UntilAsync(() => _app.Account.Offices.Count == 2, RopApp.Patience, "both offices are there");

        _app.Account.Offices.Select(office => office["office_id"]!.ToString()).ShouldBe(["0367", "0368"]);
        _app.Account.Managers.Select(manager => manager["manager_id"]!.ToString()).ShouldBe(["101", "102", "july_101"]);
    }

    [Fact]
    public async Task A_service_that_was_away_is_told_later()
    {
        _app.Stub.Suffer(VendorTrouble.Unavailable);
        await _app.SaveAsync();
        await Poll.UntilAsync(
            async () => await _app.Database.ScalarAsync<int>("SELECT count(*)::int FROM call_analysis_staff WHERE problem IS NOT NULL AND fingerprint IS NULL") == 1, RopApp.Patience, "it is noted");

        _app.Stub.Recover();
        await Poll.UntilAsync(() => _app.Account.Offices.Count == 1, RopApp.Patience, "managers and offices are there");

        await Poll.UntilAsync(
            async () => await _app.Database.ScalarAsync<int>("SELECT count(*)::int FROM call_analysis_staff WHERE problem IS NULL AND fingerprint IS NOT NULL") == 1, RopApp.Patience, "it is noted");
    }

    [Fact]
    public async Task A_service_that_takes_lists_without_a_word_is_told_once()
    {
        _app.Account.IsSilentAboutSettings = true;
        await _app.SaveAsync();
        await Poll.UntilAsync(() => _app.Account.Offices.Count == 1, RopApp.Patience, "managers and offices are there");

        var looks = await LooksAsync();
        await Poll.UntilAsync(async () => await LooksAsync() > looks + 3, RopApp.Patience, "it was looked some times");

        Sent().ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_key_is_told_to_the_administrator_before_the_first_call()
    {
        await _app.SaveAsync(settings => settings["api_key"] = "wrong-key-000");
        await Poll.UntilAsync(async () => (await _app.HealthAsync()).Contains("digitalrop of enterprise 0367", StringComparison.Ordinal), RopApp.Patience, "the administrator is told");

        await _app.SaveAsync();

        (await _app.HealthAsync()).ShouldNotContain("digitalrop");
        await Poll.UntilAsync(() => _app.Account.Offices.Count == 1, RopApp.Patience, "managers and offices are there");
    }

    private int Sent() => _app.Stub.Journal.Count(entry => entry.Request.Path.StartsWith("/api/v1/settings/", StringComparison.Ordinal) && entry.Status == 200);

    /// <summary>How often the stored fingerprint was read.</summary>
    private Task<long> LooksAsync() => _app.Database.ScalarAsync<long>("SELECT COALESCE(sum(seq_scan + COALESCE(idx_scan, 0)), 0)::bigint FROM pg_stat_user_tables WHERE relname = 'call_analysis_staff'");

    private async Task ChangeAsync(string json)
    {
        var changed = await _app.Api.SendAsync(HttpMethod.Put, "/api/v1/enterprises/0367", json);
        changed.Status.ShouldBe(HttpStatusCode.OK, changed.Text);
    }
}
