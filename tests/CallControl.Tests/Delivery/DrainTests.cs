using System.Diagnostics;
using CallControl.CallControl.Tests.Storage;
using CallControl.Crm.Contracts;
using CallControl.TestKit.Processes;

namespace CallControl.CallControl.Tests.Delivery;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class DrainTests(PostgresFixture postgres)
{
    /// <summary>CALLCONTROL_DRAIN=100000,500 measures: more than fits into a test run, on a machine that has nothing else to do.</summary>
    private static readonly string? Measured = Environment.GetEnvironmentVariable("CALLCONTROL_DRAIN");

    private static readonly int[] Wanted = [.. (Measured ?? "400,50").Split(',').Select(int.Parse)];

    [Fact]
    public async Task Waiting_events_go_out_at_the_rate_the_vendor_allows()
    {
        var (count, rate) = (Wanted[0], Wanted[1]);
        await using var app = await CrmApp.StartAsync(postgres, "--Delivery:Enabled=true", "--Delivery:ParallelEvents=16");
        app.Vendor.Limit = new CrmLimit(rate, TimeSpan.FromSeconds(1), 16);
        app.Crm.MostRequests = rate;
        await app.Api.SendAsync(HttpMethod.Put, "/stub-admin/api/config/0367", """{"enabled": false}""");
        await app.Database.ExecuteAsync("""
            INSERT INTO crm_outbox (event_id, enterprise_number, integration_type, call_id, kind, at, recovered, payload, priority)
            SELECT gen_random_uuid(), '0367', 'stub', c.id, 'ended', now(), TRUE, jsonb_build_object('type', 'ended', 'Id', c.id, 'At', now(), 'Recovered', TRUE, 'Result', 0,
                'By', NULL, 'Waited', '00:00:05', 'Talked', '00:01:00', 'Call', jsonb_build_object('Id', c.id, 'Enterprise', '0367', 'Direction', 0,
                'Client', '+375447034448', 'Line', '+74951112201', 'StartedAt', now())), 2
            FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, @count)) AS c
            """, new { count });
        var memory = GC.GetTotalMemory(forceFullCollection: true);

        await app.Api.SendAsync(HttpMethod.Put, "/stub-admin/api/config/0367", """{"enabled": true}""");
        await Poll.UntilAsync(() => app.Crm.Records.Count > rate, TimeSpan.FromSeconds(20), "it has begun");
        var (from, told) = (Stopwatch.GetTimestamp(), app.Crm.Records.Count);
        var peak = memory;
        await Poll.UntilAsync(
            () =>
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
                return app.Crm.Records.Count >= count;
            },
            TimeSpan.FromSeconds(60 + (1.5 * count / rate)), "all are told");
        var perSecond = (count - told) / Stopwatch.GetElapsedTime(from).TotalSeconds;

        Console.WriteLine($"drained {count} at {perSecond:0.0}/s of {rate}/s, refused {app.Crm.Refused}, at most {app.Crm.MostParallel} at once, memory {memory >> 20} MB, peak {peak >> 20} MB");
        // The stub refuses what is too fast. How near to the limit it comes says nothing while other tests use the machine, and little over a few seconds.
        if (Measured is not null)
            perSecond.ShouldBeInRange(rate * 0.95, rate * 1.05);
        // However many wait, few are in memory; the stub's own list of what it was told is a hundred bytes for each. Other tests use the memory of a test run too.
        if (Measured is not null)
            (peak - memory).ShouldBeLessThan((64 << 20) + (count * 200L), "memory grows with what waits");
        app.Crm.Records.Values.ShouldAllBe(times => times == 1);
        app.Crm.MostParallel.ShouldBeLessThanOrEqualTo(16);
        // Turns that a busy machine uses late may be refused and come again; they are few.
        app.Crm.Refused.ShouldBeLessThan(count / (Measured is null ? 10 : 50));
    }
}
