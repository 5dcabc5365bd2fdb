using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web.Api;
using CallControl.Numbers;
using CallControl.Numbers.Advice;
using Microsoft.Extensions.Options;

namespace CallControl.CallControl.Tests.Numbers.Advice;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class PoolAdviceTests(PostgresFixture postgres)
{
    [Fact]
    public async Task What_overlaps_is_one_lease_and_what_was_refused_is_demand()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        // Listing 1: two visitors share a number from 10:00 to 10:45, and again 11:45-12:15. Listing 2: 10:30-11:00.
        // Listing 3 was refused at 10:40 and 10:50 (one lease to 11:20). Listing 4 was refused at 10:50 and served at 10:55 (to 11:25).
        // A call from memory asks for nothing.
        await database.ExecuteAsync("""
            INSERT INTO call_tracking (virtual_number, listing_id, shown_at, expires_at)
            SELECT '+74951112201', listing, current_date - 1 + b::time, current_date - 1 + e::time FROM (VALUES
                (1, '10:00', '10:30'), (1, '10:15', '10:45'), (1, '11:45', '12:15'), (2, '10:30', '11:00'), (4, '10:55', '11:25')) AS t (listing, b, e);
            INSERT INTO call_tracking (virtual_number, listing_id, shown_at, called_at) VALUES ('+74951112201', 9, current_date - 1, now());
            INSERT INTO pool_refusals (listing_id, at)
            SELECT listing, current_date - 1 + b::time FROM (VALUES (3, '10:40'), (3, '10:50'), (4, '10:50')) AS t (listing, b);
            """);

        var hours = await new PoolDemand(database.Source).HoursAsync(
            TimeProvider.System.GetUtcNow().AddDays(-3).UtcDateTime, TimeSpan.FromMinutes(30), default);

        hours.Select(hour => (hour.Leases, hour.Listings, hour.Refused, Minutes: Math.Round(hour.Erlangs * 60))).ShouldBe(
        [
            (4, 4, 1, 45 + 30 + 20 + 10),
            (1, 1, 0, 15 + 20 + 25),
            (0, 0, 0, 15),
        ]);
    }

    [Fact]
    public async Task A_refused_click_is_remembered()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await database.AddNumbersAsync(1);
        await database.AddListingsAsync(101, 102);

        foreach (var listing in new long[] { 101, 101, 102, 999 })
            await database.PoolOf().LeaseAsync(listing, null, default);

        (await database.QueryAsync<long>("SELECT listing_id FROM pool_refusals")).ShouldBe([102]);
    }

    [Fact]
    public async Task The_advice_comes_from_the_busiest_hour()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await database.AddNumbersAsync(15);
        await database.ExecuteAsync("UPDATE virtual_numbers SET enabled = FALSE WHERE phone = '+74951112215'");
        // Forty listings for half an hour each within one hour: 20 erlangs
        await DemandAsync(database, 40);

        var advice = await new PoolAdvisor(new PoolDemand(database.Source), Options.Create(new NumbersOptions()), TimeProvider.System)
            .AdviseAsync(7, 0.01, default);
        var nothing = await new PoolAdvisor(new PoolDemand(database.Source), Options.Create(new NumbersOptions()), new Later())
            .AdviseAsync(7, 0.01, default);

        advice.Numbers.ShouldBe(14);
        advice.BusiestHour!.Erlangs.ShouldBe(20, 0.001);
        advice.BusiestHour.Leases.ShouldBe(40);
        advice.NumbersNeeded.ShouldBe(30);
        advice.ExpectedRefused!.Value.ShouldBe(ErlangB.Refused(14, 20), 0.0001);
        advice.LeasesPerHour.ShouldBe(ErlangB.ErlangsFor(14, 0.01) * 2, 0.0001);
        nothing.NumbersNeeded.ShouldBeNull();
        nothing.BusiestHour.ShouldBeNull();
    }

    [Fact]
    public async Task The_advice_is_told_by_the_api_and_as_a_table()
    {
        await using var app = await ApiApp.StartAsync(postgres);
        await app.Database.AddNumbersAsync(15);
        await DemandAsync(app.Database, 40);

        var advice = await app.GetAsync("/api/v1/pool/advice?days=7&refused=0.02");
        var wrong = await app.GetAsync("/api/v1/pool/advice?days=x&refused=2");
        var table = await ChildProcessOutputAsync("advise-pool", "--days=7", $"--ConnectionStrings:CallControl={app.Database.ConnectionString}");
        var wrongTable = await ChildProcessOutputAsync("advise-pool", "--days=0", $"--ConnectionStrings:CallControl={app.Database.ConnectionString}");

        advice.Json.GetProperty("numbers_needed").GetInt32().ShouldBe(ErlangB.NumbersFor(20, 0.02));
        advice.Json.GetProperty("busiest_hour").GetProperty("erlangs").GetDouble().ShouldBe(20, 0.001);
        wrong.WrongFields.ShouldBe(["days", "refused"]);
        table.ExitCode.ShouldBe(0);
        table.Output.ShouldContain("Pool: 15 numbers, leases of 30 minutes, the last 7 days");
        table.Output.ShouldContain("30 numbers keep it to 1.0");
        wrongTable.ExitCode.ShouldBe(78);
        wrongTable.Output.ShouldContain("--days must be a number");
    }

    private static Task DemandAsync(TestDatabase database, int listings) => database.ExecuteAsync("""
        INSERT INTO call_tracking (virtual_number, listing_id, shown_at, expires_at)
        SELECT '+74951112201', n, current_date - 1 + time '10:00', current_date - 1 + time '10:30' FROM generate_series(1, @listings) AS n
        """, new { listings });

    private static async Task<(int ExitCode, string Output)> ChildProcessOutputAsync(params string[] arguments)
    {
        var info = new System.Diagnostics.ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = System.Diagnostics.Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddYears(1);
    }
}
